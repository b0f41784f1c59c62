package network.ian.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A TOML file as values by dotted key. Problems are added to the list given, so that one run shows them all. */
final class TomlFile {

    /** Longest configuration file, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    private TomlFile() {}

    static Map<String, JsonNode> read(Path file, List<String> problems) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_BYTES + 1);
            if (octets.length > MAX_BYTES) {
                problems.add("file " + file + ": longer than " + MAX_BYTES + " bytes");
            } else {
                flatten("", parse(octets), values);
            }
        } catch (JsonProcessingException e) {
            problems.add("file " + file + place(e) + ": not valid TOML: " + firstLine(e.getOriginalMessage()));
        } catch (NumberFormatException e) {
            problems.add("file " + file + ": not valid TOML: a number out of all bounds");
        } catch (CharacterCodingException e) {
            problems.add("file " + file + ": not valid UTF-8");
        } catch (NoSuchFileException e) {
            problems.add("file " + file + ": does not exist");
        } catch (IOException e) {
            problems.add("file " + file + ": cannot be read (" + e.getMessage() + ")");
        }
        return values;
    }

    /** The text of a value whose TOML type fits; a list's elements are joined by commas. */
    static Optional<String> text(JsonNode value, ValueType.Shape shape) {
        return switch (shape) {
            case TEXT, PATH -> Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::textValue);
            case INTEGER ->
                Optional.of(value).filter(JsonNode::isIntegralNumber).map(JsonNode::asText);
            case BOOLEAN -> Optional.of(value).filter(JsonNode::isBoolean).map(JsonNode::asText);
            case LIST -> list(value);
        };
    }

    private static Optional<String> list(JsonNode value) {
        boolean texts = value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
        return texts
                ? Optional.of(String.join(
                        ",", value.valueStream().map(JsonNode::textValue).toList()))
                : Optional.empty();
    }

    private static JsonNode parse(byte[] octets) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(octets))
                .toString();
        return new TomlMapper().readTree(text);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, JsonNode> into) {
        node.properties().forEach(field -> {
            String key = prefix + field.getKey();
            if (field.getValue() instanceof ObjectNode section && !section.isEmpty()) {
                flatten(key + ".", section, into);
            } else {
                into.put(key, field.getValue());
            }
        });
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
