package network.ian.api.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The operators' rules, as they stand in {@code docker/prometheus}. */
final class RuleFiles {

    private static final Path DIRECTORY = Path.of("..", "docker", "prometheus");
    private static final YAMLMapper YAML = new YAMLMapper();

    private RuleFiles() {}

    /** All rules of both files, recording rules first. */
    static ArrayNode rules() {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        for (String file : List.of("recording.yml", "alerts.yml")) {
            read(DIRECTORY.resolve(file))
                    .get("groups")
                    .forEach(group -> group.get("rules").forEach(rules::add));
        }
        return rules;
    }

    /** The tests of promtool. */
    static List<Path> tests() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("tests"))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
