package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an attacker may send. */
class MalformedMessagesTest {

    private static final int LIMIT = 60 << 10;

    private final KeySumTree tree = TwoSets.random(
                    new Random(1), 5_000, TwoSets.Shape.OURS_INCLUDES, TwoSets.Times.SPREAD)
            .ours
            .tree();
    private final Responder responder = new Responder(LIMIT);
    private final Initiator initiator = new Initiator(tree, LIMIT);

    @ParameterizedTest
    @CsvSource({
        "6100, TRUNCATED",
        "6180, VARINT",
        "618001, VARINT",
        "6181, TRUNCATED",
        "6183ffffffffffffffffff, VARINT",
        "61 82808080808080808000 00 00, VARINT",
        "61 81ffffffffffffffff7f 00 00 02 00 00, BOUND",
        "61 01 21, BOUND",
        "61 01 20 00, TRUNCATED",
        "61 00 01 05 00, BOUND",
        "61 00 00 00 01 00 00, ORDER",
        "61 05 01 07 00 01 01 06 00, ORDER",
        "61 05 01 07 00 01 00 00, ORDER",
        "61 00 00 03, MODE",
        "61 00 00 01 00, TRUNCATED",
        "61 00 00 02 01, TRUNCATED",
        "61 00 00 02 81ffffffffffffffff7f, TRUNCATED",
        "61 00 00 02 90808080808080808000, VARINT",
        "61 00 00 02 888080808080808000, TRUNCATED"
    })
    void isRefused(String hex, NegentropyFault fault) {
        Bytes message = Bytes.fromHex("message", hex.replace(" ", ""));
        assertThat(responder.answer(tree, message)).isEqualTo(new Answer.Broken(fault));
        assertThat(initiator.step(message)).isEqualTo(new Step.Broken(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "61",
        "61 05 00 00",
        "61 05 01 07 00 01 01 07 00",
        "61 05 01 07 00 01 02 0700 00",
        "61 81ffffffffffffffff7f 00 00"
    })
    void isAllowed(String hex) {
        Bytes message = Bytes.fromHex("message", hex.replace(" ", ""));
        assertThat(responder.answer(tree, message)).isEqualTo(new Answer.Reply(Bytes.fromHex("m", "61")));
    }

    @Test
    void tooManyRangesAreRefused() {
        byte[] message = new byte[1 + 3 * (RangeReader.MOST_RANGES + 1)];
        for (int i = 1; i < message.length; i += 3) {
            message[i] = 2;
        }
        message[0] = ReplyWriter.VERSION;
        assertThat(responder.answer(tree, Bytes.wrap(message)))
                .isEqualTo(new Answer.Broken(NegentropyFault.TOO_MANY_RANGES));
        assertThat(responder.answer(tree, Bytes.wrap(Arrays.copyOf(message, message.length - 3))))
                .isInstanceOf(Answer.Reply.class);
    }

    @Test
    void askingForEverythingGetsOneFrame() {
        Answer answer = responder.answer(tree, Bytes.fromHex("m", "6100000200"));
        int size = ((Answer.Reply) answer).payload().size();
        assertThat(size).isBetween(LIMIT * 9 / 10, LIMIT);
    }

    @Test
    void aListOfTheSameIdTwiceCountsOnce() {
        String id = "ab".repeat(Hash.SIZE);
        Step step = initiator.step(Bytes.fromHex("m", "6101000202" + id + id));
        assertThat(((Step.Done) step).need()).containsExactly(Hash.fromHex("id", id));
    }

    @Test
    void mutatedMessagesNeverThrowAndNeverPassTheLimit() {
        fuzz(1, 3_000);
    }

    @Test
    @Tag("proof")
    void mutatedMessagesNeverThrowAndNeverPassTheLimitAtLength() {
        long seed = System.nanoTime();
        System.out.println("negentropy fuzz: seed " + seed + ", " + fuzz(seed, 500_000));
    }

    private String fuzz(long seed, int inputs) {
        Random random = new Random(seed);
        List<Bytes> captured = captured();
        int refused = 0;
        int longest = 0;
        for (int i = 0; i < inputs; i++) {
            Bytes message = mutated(captured.get(random.nextInt(captured.size())), random);
            Answer answer = responder.answer(tree, message);
            Step step = initiator.step(message);
            refused += answer instanceof Answer.Broken ? 1 : 0;
            longest = Math.max(
                    longest,
                    answer instanceof Answer.Reply reply ? reply.payload().size() : 0);
            longest = Math.max(
                    longest, step instanceof Step.Next next ? next.payload().size() : 0);
        }
        assertThat(longest).as("seed %d", seed).isLessThanOrEqualTo(LIMIT);
        assertThat(refused).as("seed %d", seed).isBetween(inputs / 20, inputs * 19 / 20);
        return inputs + " inputs, " + refused + " refused, longest answer " + longest;
    }

    /** Short messages, so that mutations hit what counts. */
    private List<Bytes> captured() {
        List<Bytes> captured = new ArrayList<>();
        for (TwoSets.Shape shape : TwoSets.Shape.values()) {
            TwoSets sets = TwoSets.random(new Random(2), 60, shape, TwoSets.Times.DENSE);
            Initiator asking = new Initiator(sets.ours.tree());
            Bytes message = asking.initiate();
            while (message != null) {
                captured.add(message);
                Bytes answer = ((Answer.Reply) responder.answer(sets.theirs.tree(), message)).payload();
                captured.add(answer);
                message = asking.step(answer) instanceof Step.Next next ? next.payload() : null;
            }
        }
        return captured;
    }

    private static Bytes mutated(Bytes message, Random random) {
        byte[] octets = message.toArray();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(octets.length);
            switch (random.nextInt(4)) {
                case 0 -> octets[at] = (byte) random.nextInt();
                case 1 -> octets[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> octets = Arrays.copyOf(octets, Math.max(1, at));
                default -> octets[at] = (byte) new int[] {0, 1, 2, 0x7f, 0x80, 0xff}[random.nextInt(6)];
            }
        }
        return Bytes.wrap(octets);
    }
}
