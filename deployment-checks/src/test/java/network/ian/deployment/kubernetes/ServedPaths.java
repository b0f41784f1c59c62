package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares the paths that the manifests name with those that a node says it serves. */
public final class ServedPaths {

    private static final List<String> PRIVATE = List.of("/metrics", "/api/v1/admin");

    private ServedPaths() {}

    /**
     * One line for each path that is asked for and not served, open and private, or neither of the two. One that is open and not
     * served does no harm; a misspelt one leaves the right one shut.
     *
     * @param openApi a node's {@code /api/v1/openapi.json}
     */
    public static List<String> problems(JsonNode openApi) {
        Set<String> served = new TreeSet<>();
        openApi.path("paths").fieldNames().forEachRemaining(served::add);
        List<Manifest> objects = Tree.read().allObjects();
        List<String> problems = new ArrayList<>();
        asked(objects)
                .filter(path -> !served.contains(path))
                .forEach(path -> problems.add("asked, but not served: " + path));
        List<String> open = objects.stream()
                .filter(object -> object.is("Ingress") && object.name().equals("ian-api"))
                .flatMap(ingress -> ingress.at("/spec/rules").findValuesAsText("path").stream())
                .toList();
        for (String path : served) {
            boolean isPrivate =
                    PRIVATE.stream().anyMatch(closed -> below(closed).test(path));
            boolean isOpen = open.stream().anyMatch(prefix -> below(prefix).test(path));
            if (isPrivate == isOpen) {
                problems.add((isPrivate ? "open to the outside: " : "not open to the outside: ") + path);
            }
        }
        return problems;
    }

    private static Stream<String> asked(List<Manifest> objects) {
        Stream<String> probes = objects.stream()
                .filter(object -> object.is("StatefulSet"))
                .flatMap(set -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                        .map(probe -> set.container()
                                .at("/" + probe + "/httpGet/path")
                                .asText()));
        Stream<String> monitored = objects.stream()
                .filter(object -> object.is("ServiceMonitor"))
                .map(monitor -> monitor.at("/spec/endpoints/0/path").asText());
        return Stream.concat(probes, monitored).distinct();
    }

    /** As a prefix in an Ingress: by whole parts of the path. */
    private static Predicate<String> below(String prefix) {
        return path -> path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
