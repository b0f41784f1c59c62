package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.Resolved;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian config show}. */
@Command(name = "show", description = "Print every setting with its value and where the value comes from.")
public final class ConfigShowCommand implements Callable<Integer> {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Console console;
    private final ConfigOptions options;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public ConfigShowCommand(Console console, ConfigOptions options) {
        this.console = console;
        this.options = options;
    }

    @Override
    public Integer call() throws ConfigException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        if (json) {
            console.json(tree(loaded));
        } else {
            loaded.values().forEach(value -> console.line(line(value)));
        }
        return ExitCode.OK.number();
    }

    private static String line(Resolved<?> value) {
        return value.setting().key() + " = "
                + value.shown().filter(text -> !text.isEmpty()).orElse("none") + "  (" + value.origin() + ")";
    }

    private static ObjectNode tree(LoadedConfig loaded) {
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
