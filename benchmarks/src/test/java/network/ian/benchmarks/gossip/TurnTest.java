package network.ian.benchmarks.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import network.ian.core.codec.Bytes;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {

    private static final LongBuffer PUBLISHED = LongBuffer.wrap(new long[] {1_000_000, 2_000_000});

    @Test
    void saysWhatOneDeliveryTook() {
        Delays delays = Delays.between(PUBLISHED, List.of(times(3_000_000, 5_000_000), times(8_000_000, Delays.NEVER)));
        Turn turn = new Turn(2, new CoreTime(900_000, 300_000), 6_000, delays);

        assertThat(delays.count()).isEqualTo(3);
        assertThat(delays.nanos()).isEqualTo(7_000_000);
        assertThat(turn.micros()).isEqualTo(300);
        assertThat(turn.carryingMicros()).isEqualTo(200);
        assertThat(turn.judgements()).isCloseTo(5 / 3.0, within(1e-9));
        assertThat(turn.bytesEach()).isEqualTo(2_000);
        assertThat(turn.perSecond()).isCloseTo(3 / 0.007, within(1e-9));
        assertThat(turn.tailMillis()).isEqualTo(7);
        assertThat(turn.words()).contains("2 messages, 3 deliveries in 0.0 s", "delay 3.00 ms, p99 7.00 ms");
    }

    @Test
    void takesPercentilesByTheNearestRank() {
        long[] arrived =
                LongStream.rangeClosed(1, 200).map(ms -> ms * 1_000_000).toArray();
        Delays delays = Delays.between(LongBuffer.wrap(new long[200]), List.of(times(arrived)));

        assertThat(delays.percentileMillis(99)).isEqualTo(198);
        assertThat(delays.percentileMillis(50)).isEqualTo(100);
        assertThat(delays.percentileMillis(100)).isEqualTo(200);
    }

    @Test
    void readsTheMessagesThatWereWritten(@TempDir Path folder) throws IOException {
        List<WireEntry> entries = List.of(entry(40_000, 1), entry(3, 100_000));
        Path file = folder.resolve("messages");

        Envelopes.write(file, entries);

        assertThat(Envelopes.read(file)).isEqualTo(entries);
        assertThat(file)
                .hasSize(entries.stream()
                        .mapToInt(entry -> Integer.BYTES + Envelopes.size(entry))
                        .sum());
    }

    @Test
    void findsThePortInEitherKindOfAddress() {
        assertThat(Network.port("127.0.0.1:4001")).isEqualTo(4001);
        assertThat(Network.port("/ip4/127.0.0.1/tcp/4002/p2p/12D3Koo")).isEqualTo(4002);
    }

    private static WireEntry entry(int headerBytes, int bodyBytes) {
        return WireEntry.of(
                Bytes.wrap(new byte[headerBytes]),
                Bytes.wrap(new byte[WireEntry.SIGNATURE_SIZE]),
                Bytes.wrap(new byte[bodyBytes]));
    }

    private static LongBuffer times(long... nanos) {
        return LongBuffer.wrap(nanos);
    }
}
