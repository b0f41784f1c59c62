package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.ian.deployment.Repository;

/** The files below {@code kubernetes/}: objects, patches, lists. */
final class Tree {

    static final String ROOT = "kubernetes/";
    static final String LIST = "kustomization.yaml";
    static final String EXAMPLE = ".example.yaml";

    private final List<String> files;
    private final Map<String, Manifest> lists = new LinkedHashMap<>();
    private final List<Manifest> all;

    private Tree(List<String> files) {
        this.files = files;
        files.stream()
                .filter(file -> file.endsWith("/" + LIST))
                .forEach(file -> lists.put(folder(file), Yaml.file(file).get(0)));
        this.all = lists.keySet().stream()
                .flatMap(folder -> objects(folder).stream())
                .toList();
    }

    static Tree read() {
        return new Tree(Repository.files().stream()
                .filter(file -> file.startsWith(ROOT))
                .toList());
    }

    /** Paths relative to the repository. */
    List<String> files() {
        return files;
    }

    /** Folders that have a {@code kustomization.yaml}, with what it says. */
    Map<String, Manifest> lists() {
        return lists;
    }

    /** The objects that a folder's list names as resources, its own files only, and the ConfigMaps it makes. */
    List<Manifest> objects(String folder) {
        Manifest list = lists.get(folder);
        List<Manifest> objects = new ArrayList<>();
        for (String resource : Manifest.textList(list.at("/resources"))) {
            if (resource.endsWith(".yaml")) {
                objects.addAll(Yaml.file(folder + "/" + resource));
            }
        }
        Manifest.list(list.at("/configMapGenerator")).forEach(maker -> objects.add(configMap(folder, maker)));
        return objects;
    }

    /** The objects of the base, and those that components bring. */
    List<Manifest> allObjects() {
        return all;
    }

    /** A folder's patches that are parts of objects. */
    List<Manifest> patches(String folder) {
        return Manifest.list(lists.get(folder).at("/patches")).stream()
                .filter(patch -> patch.has("path"))
                .flatMap(patch -> Yaml.file(folder + "/" + patch.get("path").asText()).stream())
                .toList();
    }

    /** The lines {@code NAME=value} of a file of settings. */
    static Map<String, String> settings(String file) {
        Map<String, String> settings = new LinkedHashMap<>();
        Repository.read(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair[1]));
        return settings;
    }

    /** Every file that a list names, relative to the repository. */
    static Stream<String> named(String folder, Manifest list) {
        Stream<String> direct =
                Stream.of("/resources", "/components").flatMap(pointer -> Manifest.textList(list.at(pointer)).stream());
        Stream<String> patches = Manifest.list(list.at("/patches")).stream()
                .filter(patch -> patch.has("path"))
                .map(patch -> patch.get("path").asText());
        Stream<String> settings = Manifest.list(list.at("/configMapGenerator")).stream()
                .flatMap(maker -> Manifest.textList(maker.path("envs")).stream());
        return Stream.of(direct, patches, settings)
                .flatMap(paths -> paths)
                .map(path -> Path.of(folder, path).normalize().toString());
    }

    private static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }

    private static Manifest configMap(String folder, JsonNode maker) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .putObject("metadata")
                .put("name", maker.get("name").asText());
        ObjectNode data = map.putObject("data");
        for (String file : Manifest.textList(maker.path("envs"))) {
            settings(folder + "/" + file).forEach(data::put);
        }
        return new Manifest(folder + "/" + LIST, map);
    }
}
