package network.ian.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * One Kubernetes object.
 *
 * @param source where it stands, for messages
 */
record Manifest(String source, ObjectNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    /** What stands at a JSON pointer; a missing node if nothing does. */
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    Map<String, String> labels() {
        return texts(at("/metadata/labels"));
    }

    /** The labels of the pods that a StatefulSet makes. */
    Map<String, String> podLabels() {
        return texts(at("/spec/template/metadata/labels"));
    }

    /** The only container of a StatefulSet's pods. */
    JsonNode container() {
        return at("/spec/template/spec/containers/0");
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> textList(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    @Override
    public String toString() {
        return kind() + "/" + name() + " (" + source + ")";
    }
}
