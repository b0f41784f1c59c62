package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetTest {

    private static final int FRAME = 256 * 1024;

    private final Rig rig = new Rig();
    private final Scoreboard board = rig.board;

    /** How many pushes out of a burst of 250,000 a peer gets through. */
    static int passing(Rig rig, Peer peer) {
        int passed = 0;
        for (int i = 0; i < 250_000 && !rig.expelled.containsKey(peer); i++) {
            passed += rig.board.allows(peer, MessageType.PUSH, 300) ? 1 : 0;
        }
        return passed;
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 100, 200})
    void theBusiestHonestNodeIsNeverBlamed(double score) {
        Peer peer = rig.connect(1);
        board.setScore(peer.id(), score);

        for (int ms = 0; ms < 20_000; ms++) {
            rig.advance(Duration.ofMillis(1));
            for (int i = 0; i < 25; i++) {
                board.allows(peer, MessageType.PUSH, 2_000);
            }
        }

        PeerScore after = board.list().get(0);
        assertThat(after.counts().get(Counter.RATE_LIMIT_VIOLATIONS)).isZero();
        assertThat(rig.expelled).isEmpty();
        if (score >= 100) {
            assertThat(rig.rateLimited).isEmpty();
        }
    }

    @Test
    void catchingUpAtFullSpeedPasses() {
        Peer peer = rig.connect(1);
        board.setScore(peer.id(), 30);

        for (int ms = 0; ms < 10_000; ms += 10) {
            rig.advance(Duration.ofMillis(10));
            // 20,000 entries a second of 1.3 KiB are about 100 frames a second.
            assertThat(board.allows(peer, MessageType.ENTRIES, FRAME)).isTrue();
            assertThat(board.allows(peer, MessageType.RECONCILE, 64 * 1024)).isTrue();
        }

        assertThat(rig.rateLimited).isEmpty();
    }

    @Test
    void overTheBudgetIsDroppedAndCountedButNotBlamed() {
        Peer peer = rig.connect(1);

        for (int i = 0; i < 5_000; i++) {
            board.allows(peer, MessageType.FETCH, 100);
        }

        assertThat(rig.rateLimited).containsOnlyKeys("peer_request");
        assertThat(rig.rateLimited.get("peer_request")).isEqualTo(1_000);
        assertThat(board.score(peer.id())).isGreaterThanOrEqualTo(100);
        assertThat(board.allows(peer, MessageType.PUSH, 100)).isTrue();
    }

    @Test
    void aFloodIsBlamedOnceASecondAndEndsTheConnection() {
        Peer peer = rig.connect(1);

        for (int i = 0; i < 20_000; i++) {
            board.allows(peer, MessageType.FETCH, 100);
        }
        assertThat(board.score(peer.id())).isEqualTo(95);
        int seconds = 0;
        while (!rig.expelled.containsKey(peer)) {
            rig.advance(Duration.ofSeconds(1));
            seconds++;
            for (int i = 0; i < 20_000; i++) {
                board.allows(peer, MessageType.FETCH, 100);
            }
        }

        assertThat(seconds).isBetween(13, 15);
        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.LOW_SCORE);
        assertThat(board.banned(peer.id())).isFalse();
        assertThat(board.allows(peer, MessageType.PING, 9)).isFalse();
    }

    @Test
    void bytesCountAsMessagesDo() {
        Peer peer = rig.connect(1);

        int passed = 0;
        while (board.allows(peer, MessageType.PUSH, 20_000)) {
            passed++;
        }

        assertThat((long) passed * 20_000).isBetween(128L << 20, (128L << 20) + 20_000);
    }

    @Test
    void theBudgetScalesWithTheScore() {
        Peer low = rig.connect(1);
        Peer usual = rig.connect(2);
        Peer trusted = rig.connect(3);
        board.setScore(low.id(), 30);
        board.setScore(trusted.id(), 200);
        rig.advance(Duration.ofSeconds(10));

        assertThat(passing(rig, low)).isBetween(30_000, 30_100);
        assertThat(passing(rig, usual)).isEqualTo(100_000);
        assertThat(passing(rig, trusted)).isBetween(185_000, 200_000);
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void aFrameOfAnyTypePassesEvenOnATrickle(MessageType type) {
        Peer peer = rig.connect(1);
        board.pin(peer.id());
        board.fault(peer, Fault.BAD_SIGNATURE);
        Peer again = rig.connect(1);

        for (int i = 0; i < 10; i++) {
            rig.advance(Duration.ofSeconds(10));
            assertThat(board.allows(again, type, FRAME)).isTrue();
        }
    }

    @Test
    void theOperatorsFactorMultipliesBudgets() {
        Rig half = new Rig(new ScoreSettings(0.5, Duration.ofHours(24), 100));

        assertThat(passing(half, half.connect(1))).isEqualTo(50_000);
    }
}
