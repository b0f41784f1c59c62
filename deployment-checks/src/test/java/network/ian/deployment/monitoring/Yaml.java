package network.ian.deployment.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import network.ian.deployment.Repository;

/** Reads and writes YAML as a tree. */
final class Yaml {

    private static final ObjectMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    /** A file of the repository. */
    static ObjectNode read(String file) {
        try {
            return (ObjectNode) MAPPER.readTree(Repository.read(file));
        } catch (JsonProcessingException e) {
            throw new AssertionError(file, e);
        }
    }

    static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
