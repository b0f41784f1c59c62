package network.ian.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Strict typed access to a JSON object from outside: every failure names the field by its dotted path, and
 * {@link #done} refuses fields that nobody asked for.
 */
public final class ObjectReader {

    private final String path;
    private final ObjectNode object;
    private final Set<String> known = new HashSet<>();

    /** @param path what the object is called in errors; empty for a document whose fields stand for themselves */
    public ObjectReader(String path, ObjectNode object) {
        this.path = path;
        this.object = object;
    }

    /** The dotted path of a field. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public MalformedException malformed(String name, String problem) {
        return new MalformedException(path(name), problem);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        known.add(name);
        return object.hasNonNull(name);
    }

    public String text(String name) {
        JsonNode node = required(name);
        if (!node.isTextual()) {
            throw malformed(name, "expected text, got " + type(node));
        }
        return node.textValue();
    }

    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** An integer between {@code min} and {@code max}, both inclusive. */
    public long integer(String name, long min, long max) {
        JsonNode node = required(name);
        if (!node.isIntegralNumber()) {
            throw malformed(name, "expected an integer, got " + type(node));
        }
        if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            throw malformed(name, "expected an integer from " + min + " to " + max);
        }
        return node.longValue();
    }

    public long integerOr(String name, long absent, long min, long max) {
        return has(name) ? integer(name, min, max) : absent;
    }

    public boolean bool(String name) {
        JsonNode node = required(name);
        if (!node.isBoolean()) {
            throw malformed(name, "expected true or false, got " + type(node));
        }
        return node.booleanValue();
    }

    public ObjectNode object(String name) {
        JsonNode node = required(name);
        if (!(node instanceof ObjectNode child)) {
            throw malformed(name, "expected an object, got " + type(node));
        }
        return child;
    }

    public ObjectReader child(String name) {
        return new ObjectReader(path(name), object(name));
    }

    /** A list of anything with at most {@code maxSize} elements. */
    public ArrayNode list(String name, int maxSize) {
        JsonNode node = required(name);
        if (!(node instanceof ArrayNode list) || node.size() > maxSize) {
            throw malformed(name, "expected a list of at most " + maxSize);
        }
        return list;
    }

    /** A list of texts with at most {@code maxSize} elements. */
    public List<String> texts(String name, int maxSize) {
        JsonNode node = required(name);
        if (!node.isArray() || node.size() > maxSize) {
            throw malformed(name, "expected a list of at most " + maxSize + " texts");
        }
        List<String> texts = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                throw malformed(name + "[" + texts.size() + "]", "expected text, got " + type(element));
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** An object whose values are all text, decoded one by one; {@code decode} gets the value's path and text. */
    public <T> SortedMap<String, T> textMap(String name, int maxSize, BiFunction<String, String, T> decode) {
        ObjectNode map = object(name);
        if (map.size() > maxSize) {
            throw malformed(name, map.size() + " entries, the limit is " + maxSize);
        }
        ObjectReader values = child(name);
        SortedMap<String, T> decoded = new TreeMap<>();
        map.fieldNames().forEachRemaining(key -> decoded.put(key, decode.apply(values.path(key), values.text(key))));
        return decoded;
    }

    /** Refuses every field that was not read. */
    public void done() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw malformed(name.length() > 64 ? name.substring(0, 64) + "..." : name, "unknown field");
            }
        });
    }

    private JsonNode required(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            throw malformed(name, "missing");
        }
        return node;
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "true or false";
            case NUMBER -> node.isIntegralNumber() ? "a number" : "a number with a fraction or an exponent";
            case OBJECT -> "an object";
            case STRING -> "text";
            default -> "null";
        };
    }
}
