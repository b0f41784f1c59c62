package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of another implementation, captured by {@code src/test/negentropy-peer/capture.mjs}. */
class GoldenMessagesTest {

    /**
     * What another implementation said.
     *
     * @param held entries that it held
     */
    record Golden(int held, Bytes message) {
        @Override
        public String toString() {
            return held + " entries, " + message.size() + " bytes";
        }
    }

    static List<Golden> captured() {
        try (InputStream in = GoldenMessagesTest.class.getResourceAsStream("/negentropy/golden.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> new Golden(Integer.parseInt(parts[0]), Bytes.fromHex("message", parts[1])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("captured")
    void agreesWhereTheSetsAreEqual(Golden golden) {
        KeySumTree same = entries(golden.held());
        assertThat(new Responder().answer(same, golden.message()))
                .isEqualTo(new Answer.Reply(Bytes.fromHex("empty", "61")));
        assertThat(new Initiator(same).step(golden.message())).isEqualTo(new Step.Done(List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("captured")
    void seesThatOneIsMissing(Golden golden) {
        KeySumTree other = entries(golden.held() + 1);
        Step step = new Initiator(other).step(golden.message());
        boolean found = step instanceof Step.Next
                || (step instanceof Step.Done done && done.have().size() == 1);
        assertThat(found).isTrue();
    }

    @ParameterizedTest
    @MethodSource("captured")
    void writesWhatItReadByteForByte(Golden golden) {
        RangeReader reader = new RangeReader(golden.message());
        RangeWriter writer = new RangeWriter(ReplyWriter.VERSION);
        for (Range range : reader.read()) {
            if (range instanceof Range.Sum sum) {
                writer.sum(sum.upper(), sum.fingerprint());
            } else if (range instanceof Range.Ids listed) {
                writer.ids(listed.upper(), listed.ids().size());
                listed.ids().forEach(writer::id);
            } else {
                writer.skip(range.upper());
            }
        }
        assertThat(reader.fault()).isEmpty();
        assertThat(writer.toBytes()).isEqualTo(golden.message());
    }

    private static KeySumTree entries(int count) {
        Entries entries = new Entries();
        for (int i = 0; i < count; i++) {
            entries.add(1000 + 7L * (i / 3), Sha256.of(("entry " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return entries.tree();
    }
}
