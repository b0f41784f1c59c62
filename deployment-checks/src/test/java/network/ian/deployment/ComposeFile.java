package network.ian.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker/docker-compose.yml}, read strictly: a key that stands twice is an error, merged keys are merged. */
record ComposeFile(Map<String, Object> root) {

    static final String PATH = "docker/docker-compose.yml";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)");

    static ComposeFile read() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Object root = new Yaml(new SafeConstructor(strict)).load(Repository.read(PATH));
        return new ComposeFile(map(root));
    }

    Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(root.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    /** Services that run a node. */
    Map<String, Map<String, Object>> nodes() {
        return services().entrySet().stream()
                .filter(service -> service.getKey().startsWith("ian-node"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Names that the file takes from {@code .env}. */
    static Set<String> variables() {
        return VARIABLE.matcher(Repository.read(PATH))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Paths of the repository that a container mounts, relative to the file's folder. */
    List<String> mountedFiles() {
        List<String> files = new ArrayList<>();
        services()
                .values()
                .forEach(service -> strings(service.get("volumes")).stream()
                        .filter(volume -> volume.startsWith("./"))
                        .map(volume -> volume.substring(2, volume.indexOf(':')))
                        .forEach(files::add));
        return files;
    }

    /** Volumes with a name that a container mounts. */
    Set<String> mountedVolumes() {
        return services().values().stream()
                .flatMap(service -> strings(service.get("volumes")).stream())
                .filter(volume -> !volume.startsWith("."))
                .map(volume -> volume.substring(0, volume.indexOf(':')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<String> strings(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
