package network.ian.client.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import network.ian.core.codec.Base64Text;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;

/**
 * Typed access to a JSON object of a node. Every failure is a {@link MalformedException} that names the field by its dotted path;
 * fields that nobody asks for do not matter, so that an older program reads a newer node.
 */
public final class Fields {

    private final String path;
    private final JsonNode object;

    private Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /**
     * The fields of a document.
     *
     * @throws MalformedException unless it is an object
     */
    public static Fields of(String what, JsonNode document) {
        if (!document.isObject()) {
            throw new MalformedException(what, document.isMissingNode() ? "missing" : "expected an object");
        }
        return new Fields("", document);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public String text(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw malformed(name, "expected text");
        }
        return value.textValue();
    }

    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public boolean bool(String name) {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw malformed(name, "expected true or false");
        }
        return value.booleanValue();
    }

    /** An integer within 64 bits. */
    public long integer(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw malformed(name, "expected an integer");
        }
        return value.longValue();
    }

    /** An integer of 0 or more. */
    public long count(String name) {
        long value = integer(name);
        if (value < 0) {
            throw malformed(name, "expected an integer of 0 or more");
        }
        return value;
    }

    /** An integer of 0 to 2^31 - 1. */
    public int smallCount(String name) {
        long value = count(name);
        if (value > Integer.MAX_VALUE) {
            throw malformed(name, "expected at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    public OptionalLong optionalInteger(String name) {
        return has(name) ? OptionalLong.of(integer(name)) : OptionalLong.empty();
    }

    /** A finite number. */
    public double decimal(String name) {
        JsonNode value = required(name);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw malformed(name, "expected a number");
        }
        return value.doubleValue();
    }

    public OptionalDouble optionalDecimal(String name) {
        return has(name) ? OptionalDouble.of(decimal(name)) : OptionalDouble.empty();
    }

    /** 64 lower-case hex digits. */
    public Hash hash(String name) {
        return Hash.fromHex(path(name), text(name));
    }

    public Optional<Hash> optionalHash(String name) {
        return has(name) ? Optional.of(hash(name)) : Optional.empty();
    }

    /** Bytes in lower-case hex. */
    public Bytes hex(String name) {
        return Bytes.fromHex(path(name), text(name));
    }

    public Bytes base64(String name) {
        return Base64Text.decode(path(name), text(name));
    }

    public Fields child(String name) {
        return at(path(name), required(name));
    }

    public Optional<Fields> optionalChild(String name) {
        return has(name) ? Optional.of(child(name)) : Optional.empty();
    }

    /** The whole object as it stands. */
    public JsonNode json() {
        return object;
    }

    /** The field as it stands. */
    public JsonNode json(String name) {
        return required(name);
    }

    /** A list of objects with at most {@code most} elements. */
    public <T> List<T> list(String name, int most, Function<Fields, T> read) {
        List<T> all = new ArrayList<>();
        for (JsonNode element : array(name, most)) {
            all.add(read.apply(at(path(name) + "[" + all.size() + "]", element)));
        }
        return List.copyOf(all);
    }

    /** A list of texts with at most {@code most} elements. */
    public List<String> texts(String name, int most) {
        List<String> all = new ArrayList<>();
        for (JsonNode element : array(name, most)) {
            if (!element.isTextual()) {
                throw malformed(name + "[" + all.size() + "]", "expected text");
            }
            all.add(element.textValue());
        }
        return List.copyOf(all);
    }

    /** A list of hashes with at most {@code most} elements. */
    public List<Hash> hashes(String name, int most) {
        List<Hash> all = new ArrayList<>();
        for (String text : texts(name, most)) {
            all.add(Hash.fromHex(path(name) + "[" + all.size() + "]", text));
        }
        return List.copyOf(all);
    }

    /** An object that maps names to integers of 0 or more, in the node's order, with at most {@code most} names. */
    public Map<String, Long> counts(String name, int most) {
        Fields map = child(name);
        if (map.object.size() > most) {
            throw malformed(name, "expected at most " + most + " names");
        }
        Map<String, Long> all = new LinkedHashMap<>();
        map.object.fieldNames().forEachRemaining(key -> all.put(key, map.count(key)));
        return Collections.unmodifiableMap(all);
    }

    /** Says what is wrong with a field. */
    public MalformedException malformed(String name, String problem) {
        return new MalformedException(path(name), problem);
    }

    private static Fields at(String path, JsonNode value) {
        if (!value.isObject()) {
            throw new MalformedException(path, "expected an object");
        }
        return new Fields(path, value);
    }

    private JsonNode array(String name, int most) {
        JsonNode value = required(name);
        if (!value.isArray() || value.size() > most) {
            throw malformed(name, "expected a list of at most " + most);
        }
        return value;
    }

    private JsonNode required(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw malformed(name, "missing");
        }
        return value;
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
