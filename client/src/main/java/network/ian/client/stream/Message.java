package network.ian.client.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import network.ian.client.answer.Fields;
import network.ian.core.codec.MalformedException;

/** What a node sends on its stream. */
sealed interface Message {

    /** The subscription is taken; without one of its own to go on from, a client goes on from this cursor. */
    record Subscribed(Optional<String> cursor) implements Message {}

    /** What the client sent was wrong, or cannot be done. */
    record Refused(String sentence) implements Message {}

    /** Something happened. */
    record Happened(StreamEvent event) implements Message {}

    /** An answer that says nothing new. */
    record Acknowledged() implements Message {}

    /** Reads and writes them. */
    final class Codec {

        private static final int LONGEST_CURSOR = 256;
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private Codec() {}

        /** The message that asks for a subscription. */
        static String subscribe(Subscription subscription, Optional<String> since) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "subscribe");
            subscription.channels().stream()
                    .sorted()
                    .forEach(channel -> json.withArray("channels").add(channel.text()));
            subscription.goal().ifPresent(goal -> json.put("goal", goal));
            since.ifPresent(cursor -> json.put("since", cursor));
            return json.toString();
        }

        /**
         * Reads one.
         *
         * @throws MalformedException naming the field that is wrong
         */
        static Message read(String text) {
            Fields in = Fields.of("message", parse(text));
            return switch (in.text("type")) {
                case "subscribed" -> new Subscribed(in.has("cursor") ? Optional.of(cursor(in)) : Optional.empty());
                case "error" -> new Refused(in.text("error"));
                case "pong", "unsubscribed" -> new Acknowledged();
                default -> new Happened(EventReader.read(in, cursor(in)));
            };
        }

        private static String cursor(Fields in) {
            String cursor = in.text("cursor");
            if (cursor.isEmpty() || cursor.length() > LONGEST_CURSOR) {
                throw in.malformed("cursor", "expected 1 to " + LONGEST_CURSOR + " characters");
            }
            return cursor;
        }

        private static JsonNode parse(String text) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new MalformedException("message", "not valid JSON");
            }
        }
    }
}
