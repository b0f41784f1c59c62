package network.ian.tau.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;

/**
 * The envelope round every answer but that to {@code hello}: {@code {"status":"ok","command":c,"data":{}}} or
 * {@code {"status":"error","command":c,"error":{"code","message","details"?}}}. The fields may come in any order and unknown
 * ones are passed over. {@code command} is the one that was sent, {@code rate_limit}, empty or not there; any other means that
 * the answer is to another command.
 */
final class Reply {

    private static final int MAX_SMALL_VALUES = 4_096;

    /** Takes the value of {@code data} from a parser that stands at its first token, and leaves it at its last. */
    @FunctionalInterface
    interface DataReader<T> {
        T read(JsonParser at) throws IOException;
    }

    /** Makes something of a small {@code data}. */
    @FunctionalInterface
    interface Decoder<T> {

        /**
         * Reads the fields that it needs.
         *
         * @throws MalformedException naming what is wrong with them
         */
        T decode(ObjectReader data);
    }

    private Reply() {}

    /**
     * Reads one answer to its end.
     *
     * @throws TauException if the node refused; the answer is read to its end then too
     * @throws IOException if this is no answer to {@code command}; says why
     */
    static <T> T read(InputStream in, String command, DataReader<T> reader) throws IOException, TauException {
        try (JsonParser parser = BoundedTree.parser(in)) {
            Envelope<T> envelope = new Envelope<>(reader);
            envelope.read(parser);
            return envelope.verdict(command);
        } catch (JsonProcessingException e) {
            // Without the cause: its own message holds the node's text as it came.
            throw malformed(command, "no JSON: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw malformed(command, "no UTF-8");
        }
    }

    /** As {@link #read}, for an object that is small. */
    static <T> T readSmall(InputStream in, String command, Decoder<T> decoder) throws IOException, TauException {
        JsonNode data = read(in, command, at -> BoundedTree.read(at, MAX_SMALL_VALUES));
        if (!(data instanceof ObjectNode object)) {
            throw malformed(command, "data is no object");
        }
        try {
            return decoder.decode(new ObjectReader("data", object));
        } catch (MalformedException e) {
            throw malformed(command, e.getMessage());
        }
    }

    static IOException malformed(String command, String problem) {
        return new IOException("malformed answer of the Tau node to " + command + ": " + NodeText.shown(problem));
    }

    private static final class Envelope<T> {

        private final DataReader<T> reader;
        private String status = "";
        private String command = "";
        private JsonNode error;
        private T data;

        private Envelope(DataReader<T> reader) {
            this.reader = reader;
        }

        private void read(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the Tau node's answer is no JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                field(name, parser);
            }
            if (parser.nextToken() != null) {
                throw new IOException("the Tau node's answer goes on behind its end");
            }
        }

        private void field(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "status" -> status = text(parser);
                case "command" -> command = text(parser);
                case "error" -> error = BoundedTree.read(parser, MAX_SMALL_VALUES);
                case "data" -> data = reader.read(parser);
                default -> parser.skipChildren();
            }
        }

        private static String text(JsonParser parser) throws IOException {
            parser.skipChildren();
            return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        }

        private T verdict(String asked) throws IOException, TauException {
            if (!command.isEmpty() && !command.equals(asked) && !command.equals("rate_limit")) {
                throw malformed(asked, "it is one to '" + command + "'");
            }
            if (status.equals("error")) {
                throw refusal(asked);
            }
            if (!status.equals("ok") || data == null) {
                throw malformed(asked, "status '" + status + "'" + (data == null ? " without data" : ""));
            }
            return data;
        }

        private TauException refusal(String asked) throws IOException {
            if (error == null || !error.path("code").isTextual()) {
                throw malformed(asked, "an error without a code");
            }
            JsonNode details = error.path("details");
            String message = error.path("message").asText() + (details.isEmpty() ? "" : " " + flat(details));
            return new TauException(
                    NodeText.shown(error.path("code").textValue(), 64),
                    message.isBlank() ? "no message" : NodeText.shown(message));
        }

        private static String flat(JsonNode details) {
            StringBuilder flat = new StringBuilder("(");
            details.properties().stream()
                    .limit(8)
                    .forEach(detail -> flat.append(flat.length() == 1 ? "" : ", ")
                            .append(detail.getKey())
                            .append(' ')
                            .append(
                                    detail.getValue().isValueNode()
                                            ? detail.getValue().asText()
                                            : "..."));
            return flat.append(')').toString();
        }
    }
}
