package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects as they stand beside each other in one namespace. */
record Cluster(List<Manifest> objects) {

    static final String NAMESPACE = "ian";

    List<Manifest> all(String kind) {
        return objects.stream().filter(object -> object.is(kind)).toList();
    }

    Optional<Manifest> find(String kind, String name) {
        return all(kind).stream().filter(object -> object.name().equals(name)).findFirst();
    }

    Manifest get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("there is no " + kind + "/" + name));
    }

    /** The StatefulSets whose pods a selector of labels means. */
    List<Manifest> selected(JsonNode matchLabels) {
        Map<String, String> wanted = Manifest.texts(matchLabels);
        return all("StatefulSet").stream().filter(set -> selects(wanted, set)).toList();
    }

    private static boolean selects(Map<String, String> wanted, Manifest set) {
        String pod = wanted.get("statefulset.kubernetes.io/pod-name");
        if (pod != null) {
            int replicas = set.at("/spec/replicas").asInt();
            return pod.matches(set.name() + "-\\d+")
                    && Integer.parseInt(pod.substring(set.name().length() + 1)) < replicas;
        }
        return set.podLabels().entrySet().containsAll(wanted.entrySet());
    }

    /** The variables that a StatefulSet's container sees, as far as files say; those of the ConfigMap first. */
    Stream<Map.Entry<String, String>> environment(Manifest set) {
        Stream<Map.Entry<String, String>> shared = Manifest.list(set.container().path("envFrom")).stream()
                .map(from -> get("ConfigMap", from.at("/configMapRef/name").asText()))
                .flatMap(map -> Manifest.texts(map.at("/data")).entrySet().stream());
        Stream<Map.Entry<String, String>> own = Manifest.list(set.container().path("env")).stream()
                .filter(variable -> variable.has("value"))
                .map(variable -> Map.entry(
                        variable.get("name").asText(), variable.get("value").asText()));
        return Stream.concat(shared, own);
    }
}
