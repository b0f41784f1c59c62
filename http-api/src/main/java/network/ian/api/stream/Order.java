package network.ian.api.stream;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;

/** What a client asks for. */
sealed interface Order {

    /** Longest message of a client, in octets. */
    int MAX_BYTES = 4_096;

    record Subscribe(Filter filter, Optional<Cursor> since) implements Order {}

    record Unsubscribe() implements Order {}

    record Ping() implements Order {}

    /**
     * Nothing that can be understood.
     *
     * @param sentence names what is wrong with the message
     */
    record Malformed(String sentence) implements Order {}

    /**
     * Reads a message.
     *
     * @param isGoal whether the node has a goal of that name
     */
    static Order parse(String text, Predicate<String> isGoal) {
        try {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            ObjectReader in =
                    new ObjectReader("", CanonicalJson.parseObject("message", utf8, new JsonLimits(MAX_BYTES, 4)));
            Order order = read(in, isGoal);
            in.done();
            return order;
        } catch (MalformedException e) {
            return new Malformed(e.getMessage());
        }
    }

    /**
     * A subscription from texts.
     *
     * @throws MalformedException naming the field
     */
    static Subscribe subscribe(
            Set<Channel> channels, Optional<String> goal, Optional<String> since, Predicate<String> isGoal) {
        if (goal.isPresent() && !isGoal.test(goal.get())) {
            throw new MalformedException("goal", "this node has no goal of that name");
        }
        return new Subscribe(new Filter(channels, goal), since.map(text -> Cursor.parse("since", text)));
    }

    /**
     * Channels from their names.
     *
     * @throws MalformedException if there is none, or one that nobody knows
     */
    static Set<Channel> channels(List<String> texts) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (String text : texts) {
            channels.add(Channel.of(text)
                    .orElseThrow(
                            () -> new MalformedException("channels", "expected one or more of " + Channel.names())));
        }
        if (channels.isEmpty()) {
            throw new MalformedException("channels", "expected one or more of " + Channel.names());
        }
        return channels;
    }

    private static Order read(ObjectReader in, Predicate<String> isGoal) {
        return switch (in.text("type")) {
            case "subscribe" ->
                subscribe(
                        channels(in.texts("channels", 16)), in.optionalText("goal"), in.optionalText("since"), isGoal);
            case "unsubscribe" -> new Unsubscribe();
            case "ping" -> new Ping();
            default -> throw new MalformedException("type", "expected subscribe, unsubscribe or ping");
        };
    }
}
