package network.ian.benchmarks.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SocketBytesTest {

    /** As iproute2 6.1 prints it: dialled ends have the nodes' ports on the left. */
    private static final String LISTING = """
            0      0      [::ffff:127.0.0.1]:34367 [::ffff:127.0.0.1]:52258
            \t bbr wscale:10,10 rto:212 mss:32768 cwnd:17 bytes_sent:92 bytes_acked:93 bytes_received:337447 segs_out:35 delivered:8
            0      0      [::ffff:127.0.0.1]:52258 [::ffff:127.0.0.1]:34367
            \t bbr wscale:10,10 rto:212 bytes_sent:337447 bytes_acked:337448 bytes_received:92 segs_in:50
            0      128            127.0.0.1:40001         127.0.0.1:34367
            \t cubic rto:204 bytes_sent:5 bytes_acked:5
            0      0              127.0.0.1:9999          127.0.0.1:40002
            \t cubic rto:204 bytes_sent:1000000 bytes_received:1000000
            """;

    @Test
    void countsEachConnectionOnceAndOthersNot() {
        assertThat(SocketBytes.sum(LISTING, Set.of(34367))).isEqualTo(92 + 337_447);
        assertThat(SocketBytes.sum(LISTING, Set.of(34367, 40001))).isEqualTo(92 + 337_447 + 5);
        assertThat(SocketBytes.sum("", Set.of(34367))).isZero();
    }
}
