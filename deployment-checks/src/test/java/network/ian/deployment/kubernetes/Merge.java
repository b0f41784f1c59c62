package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a patch makes of an object, as a strategic merge does it: objects field by field, lists of what has a name by that name (mounts
 * by their path), a patch's own elements first; other lists are replaced.
 */
final class Merge {

    private Merge() {}

    static Manifest of(Manifest base, Manifest patch) {
        ObjectNode merged = object(base.json(), patch.json());
        // A patch that is aimed by a pattern bears any name.
        ((ObjectNode) merged.get("metadata")).put("name", base.name());
        return new Manifest(patch.source() + " on " + base.source(), merged);
    }

    private static JsonNode value(String field, JsonNode base, JsonNode patch) {
        if (base.isObject() && patch.isObject()) {
            return object((ObjectNode) base, (ObjectNode) patch);
        }
        Optional<String> key = field.equals("volumeClaimTemplates") ? Optional.empty() : key(patch);
        return base.isArray() && key.isPresent() ? list((ArrayNode) base, (ArrayNode) patch, key.get()) : patch;
    }

    private static ObjectNode object(ObjectNode base, ObjectNode patch) {
        ObjectNode merged = base.deepCopy();
        patch.properties()
                .forEach(entry ->
                        merged.set(entry.getKey(), value(entry.getKey(), base.path(entry.getKey()), entry.getValue())));
        return merged;
    }

    private static ArrayNode list(ArrayNode base, ArrayNode patch, String key) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : patch) {
            JsonNode known = find(base, key, element.path(key)).orElse(JsonNodeFactory.instance.objectNode());
            merged.add(value("", known, element));
        }
        Manifest.list(base).stream()
                .filter(element -> find(patch, key, element.path(key)).isEmpty())
                .forEach(merged::add);
        return merged;
    }

    private static Optional<String> key(JsonNode list) {
        return list.isArray() && !list.isEmpty()
                ? List.of("mountPath", "name").stream().filter(list.get(0)::has).findFirst()
                : Optional.empty();
    }

    private static Optional<JsonNode> find(JsonNode list, String key, JsonNode value) {
        return Manifest.list(list).stream()
                .filter(element -> element.path(key).equals(value))
                .findFirst();
    }
}
