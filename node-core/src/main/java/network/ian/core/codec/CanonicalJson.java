package network.ian.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Canonical JSON as the network defines it: UTF-8, keys sorted by code point, no white space, integers within
 * +-2^53 only, shortest escapes, no duplicate keys. Anything else is refused, never repaired silently.
 */
public final class CanonicalJson {

    /** Largest magnitude of an integer: what every JSON implementation keeps exact. */
    public static final long MAX_INTEGER = 1L << 53;

    /** Longest name of a field, in characters. */
    private static final int MAX_NAME_LENGTH = 4096;

    /** Deepest nesting that is parsed at all; each document's own limit is lower. */
    private static final int MAX_NESTING = 64;

    /** Longest number that is parsed at all, in characters. */
    private static final int MAX_NUMBER_LENGTH = 32;

    /**
     * Most tokens that are parsed at all: an empty object takes three bytes of text and thirty times that in memory, so
     * bytes alone bound nothing. Each token takes a byte, so no metadata within its own limit comes near.
     */
    private static final long MAX_TOKENS = 65_536;

    /** Most characters of a parser's message that are passed on. */
    private static final int MAX_SHOWN = 160;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // Shared symbol tables would let one document change the answer to the next.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNestingDepth(MAX_NESTING)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CanonicalJson() {}

    /**
     * Reads one JSON object from text in any layout; the values must be expressible canonically.
     *
     * @param what name of the document, used in error texts
     * @throws MalformedException for anything that is not such an object within {@code limits}
     */
    public static ObjectNode parseObject(String what, byte[] utf8, JsonLimits limits) {
        if (utf8.length > limits.maxBytes()) {
            throw new MalformedException(what, utf8.length + " bytes, the limit is " + limits.maxBytes());
        }
        requireUtf8(what, utf8);
        JsonNode node = parse(what, utf8);
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedException(what, "not a JSON object");
        }
        CanonicalWriter.check(what, object, limits.maxDepth());
        return object;
    }

    /**
     * Reads bytes that must already be their own canonical form.
     *
     * @throws MalformedException if they are not, byte for byte
     */
    public static ObjectNode parseCanonical(String what, byte[] utf8, JsonLimits limits) {
        ObjectNode object = parseObject(what, utf8, limits);
        if (!Arrays.equals(utf8, encode(what, object))) {
            throw new MalformedException(what, "bytes are not in canonical form");
        }
        return object;
    }

    /**
     * The canonical bytes of a value.
     *
     * @throws MalformedException if it holds a number with a fraction or exponent, one beyond +-2^53, or a lone surrogate
     */
    public static byte[] encode(String what, JsonNode node) {
        return CanonicalWriter.write(what, node);
    }

    /**
     * The canonical bytes of an object that {@link #parseCanonical} takes within {@code limits}.
     *
     * @throws MalformedException if it would not
     */
    public static byte[] encode(String what, ObjectNode object, JsonLimits limits) {
        byte[] canonical = encode(what, object);
        if (canonical.length > MAX_NAME_LENGTH || canonical.length > limits.maxBytes()) {
            parseObject(what, canonical, limits);
        } else {
            // Too short for a name that the parser refuses, so depth is all that is left to check.
            CanonicalWriter.check(what, object, limits.maxDepth());
        }
        return canonical;
    }

    private static JsonNode parse(String what, byte[] utf8) {
        try (JsonParser parser = MAPPER.createParser(utf8)) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || parser.nextToken() != null) {
                throw new MalformedException(what, node == null ? "empty" : "text follows the JSON value");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new MalformedException(
                    what,
                    "nested deeper than " + MAX_NESTING + ", or a number of more than " + MAX_NUMBER_LENGTH
                            + " or a name of more than " + MAX_NAME_LENGTH + " characters, or more than " + MAX_TOKENS
                            + " values");
        } catch (JsonProcessingException e) {
            throw new MalformedException(what, "not valid JSON: " + problem(e));
        } catch (IOException e) {
            throw new MalformedException(what, "not valid JSON");
        } catch (NumberFormatException e) {
            // The parser lets this one through as it comes.
            throw new MalformedException(what, "a number whose exponent is out of all bounds");
        }
    }

    private static void requireUtf8(String what, byte[] utf8) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException e) {
            throw new MalformedException(what, "not valid UTF-8");
        }
    }

    /** The parser's own words name its classes and settings, which are nobody's business, except about a double key. */
    private static String problem(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Duplicate")) {
            return message.length() > MAX_SHOWN ? message.substring(0, MAX_SHOWN) : message;
        }
        JsonLocation at = e.getLocation();
        return at == null ? "cannot be read" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
