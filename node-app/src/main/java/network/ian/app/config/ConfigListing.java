package network.ian.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.Resolved;

/** Every setting with its value and where the value comes from; secrets are hidden. */
public final class ConfigListing {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConfigListing() {}

    /** One line a setting. */
    public static List<String> lines(LoadedConfig loaded) {
        return loaded.values().stream().map(ConfigListing::line).toList();
    }

    private static String line(Resolved<?> value) {
        return value.setting().key() + " = "
                + value.shown().filter(text -> !text.isEmpty()).orElse("none") + "  (" + value.origin() + ")";
    }

    /** One JSON object: the file that was read, and each setting with its value and source. */
    public static ObjectNode tree(LoadedConfig loaded) {
        ObjectNode root = NODES.objectNode();
        root.set(
                "file",
                loaded.file().map(Path::toString).<JsonNode>map(NODES::textNode).orElse(NODES.nullNode()));
        ObjectNode values = root.putObject("values");
        loaded.values()
                .forEach(value -> values.putObject(value.setting().key())
                        .put("source", value.origin().toString())
                        .set("value", json(value)));
        return root;
    }

    private static JsonNode json(Resolved<?> value) {
        return value.shown()
                .map(text -> {
                    if (value.setting().isInteger()) {
                        return NODES.numberNode(Long.parseLong(text));
                    }
                    if (value.setting().isBoolean()) {
                        return NODES.booleanNode(Boolean.parseBoolean(text));
                    }
                    return value.setting().isList() ? array(text) : NODES.textNode(text);
                })
                .orElse(NODES.nullNode());
    }

    private static ArrayNode array(String text) {
        ArrayNode array = NODES.arrayNode();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(array::add);
        return array;
    }
}
