package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.MessageType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the largest table of scores costs. Prints figures; asserts only results. */
@Tag("proof")
final class ScoreScaleProofTest {

    @Test
    void fiftyThousandPeers() throws Exception {
        Rig rig = new Rig();
        for (int i = 0; i < ScoreSettings.MOST_PEERS; i++) {
            Peer peer = rig.connect(i, "10.0.0.1");
            rig.board.fault(peer, Fault.NOT_SUPPLIED);
            rig.board.down(peer);
        }
        for (int round = 0; round < 5; round++) {
            ScoreDocument document = timed("snapshot, protocol's thread", rig.board::document);
            byte[] bytes = timed("encode, worker", () -> ScoreCodec.encode(document));
            ScoreDocument read =
                    timed("decode, worker", () -> ScoreCodec.decode(bytes)).document();
            Map<Hash, PeerScore> edited = new LinkedHashMap<>(read.peers());
            edited.put(Rig.id(7), edited.get(Rig.id(7)).withScore(50 + round));
            ScoreDocument theirs = new ScoreDocument(read.savedAt(), edited, Map.of(), Map.of());
            timed("merge, protocol's thread", () -> {
                rig.board.merge(document, theirs);
                return true;
            });
            System.out.println(bytes.length + " bytes");
            assertThat(rig.board.score(Rig.id(7))).isEqualTo(50 + round);
            assertThat(read.peers()).hasSize(ScoreSettings.MOST_PEERS);
        }
    }

    @Test
    void oneMessage() throws Exception {
        Rig rig = new Rig();
        Peer peer = rig.connect(1);
        for (int round = 0; round < 5; round++) {
            int passed = timed("5,000,000 times allows", () -> {
                int count = 0;
                for (int i = 0; i < 5_000_000; i++) {
                    if (i % 50 == 0) {
                        rig.ticker.advance(Duration.ofMillis(2));
                    }
                    count += rig.board.allows(peer, MessageType.PUSH, 1_000) ? 1 : 0;
                }
                return count;
            });
            assertThat(passed).isEqualTo(5_000_000);
        }
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long begin = System.nanoTime();
        T result = work.call();
        System.out.printf("%s: %.1f ms%n", what, (double) (System.nanoTime() - begin) / 1e6);
        return result;
    }
}
