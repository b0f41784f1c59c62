package network.ian.api.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import network.ian.core.codec.MalformedException;
import network.ian.core.fuzz.FuzzContract;
import network.ian.core.fuzz.FuzzTarget;
import network.ian.core.fuzz.FuzzTarget.Allocation;

/** What clients of the event stream send, and the cursors that they go on from. */
class OrderFuzzTest extends FuzzContract {

    @Override
    protected List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "stream command",
                        octets(
                                "{\"type\":\"subscribe\",\"channels\":[\"contributions\",\"leaderboard\"],\"goal\":\"G\","
                                        + "\"since\":\"68f3a1c2d4e5-1041\"}",
                                "{\"type\":\"unsubscribe\"}",
                                "{\"type\":\"ping\"}"),
                        FuzzTarget.JSON,
                        List.of(MalformedException.class),
                        new Allocation(300, 64 << 10),
                        1_000_000,
                        OrderFuzzTest::order),
                new FuzzTarget(
                        "stream cursor",
                        octets("68f3a1c2d4e5-1041", "000000000000-0"),
                        List.of("-", "-1", " ", "\n"),
                        List.of(MalformedException.class),
                        new Allocation(64, 64 << 10),
                        1_000_000,
                        input -> Cursor.parse("since", text(input))));
    }

    /** It answers in a sentence and throws nothing. */
    private static void order(byte[] input) {
        if (Order.parse(text(input), "G"::equals) instanceof Order.Malformed malformed) {
            throw new MalformedException("order", malformed.sentence());
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static List<byte[]> octets(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
