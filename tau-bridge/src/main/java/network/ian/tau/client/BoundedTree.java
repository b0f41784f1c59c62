package network.ian.tau.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import network.ian.core.codec.Bytes;

/**
 * Reads one JSON value of a node into memory, with a bound on the number of values in it: three bytes of text can cost fifty
 * of memory. Takes what a Tau node can write, which is more than JSON: anyone's transaction may carry {@code NaN}, a number of
 * a thousand digits or deep nesting, and must not make a block unreadable.
 */
public final class BoundedTree {

    private static final int MAX_DIGITS = 16_384;
    private static final int MAX_DEPTH = 1_100;
    private static final int MAX_TEXT = 8 * 1024 * 1024;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAX_DIGITS)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_TEXT)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // Names come from outside: they must not pile up in tables that outlive the answer.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final int maxValues;
    private int values;

    private BoundedTree(int maxValues) {
        this.maxValues = maxValues;
    }

    /**
     * Reads a text that is one value, with the same tolerance: what a node put into a block must be readable wherever it
     * travels.
     *
     * @throws IOException if it is none, or goes on behind it
     */
    public static JsonNode read(Bytes text) throws IOException {
        try (JsonParser parser = parser(new ByteArrayInputStream(text.toArray()))) {
            if (parser.nextToken() == null) {
                throw new IOException("no value");
            }
            JsonNode node = read(parser, text.size());
            if (parser.nextToken() != null) {
                throw new IOException("goes on behind its end");
            }
            return node;
        }
    }

    /** A parser that leaves the stream open and refuses what is not UTF-8. */
    static JsonParser parser(InputStream in) throws IOException {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return JSON.createParser(new InputStreamReader(in, strict)).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    /** The value that {@code parser} stands at; afterwards it stands at the value's last token. */
    static JsonNode read(JsonParser parser, int maxValues) throws IOException {
        return new BoundedTree(maxValues).value(parser);
    }

    private JsonNode value(JsonParser parser) throws IOException {
        if (++values > maxValues) {
            throw new IOException("more than " + maxValues + " values in one piece of the Tau node's answer");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> new SourceNumber(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            default -> nodes.nullNode();
        };
    }

    private ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    // As Jackson's own trees have it, so that equal values are equal nodes.
    private JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> nodes.numberNode(parser.getBigIntegerValue());
        };
    }
}
