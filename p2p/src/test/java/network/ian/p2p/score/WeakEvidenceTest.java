package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import network.ian.core.config.HostPort;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WeakEvidenceTest {

    private static final int MANY = 1_000;
    private static final List<Deed> DEEDS = List.of(Deed.values());

    private final Rig rig = new Rig();
    private final Scoreboard board = rig.board;

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NOT_SUPPLIED", "RATE_LIMIT", "FAILED_SYNC"})
    void howeverMuchOfItNeverBans(Fault fault) {
        Peer peer = rig.connect(1);

        rig.fault(peer, fault, MANY);

        assertThat(board.banned(peer.id())).isFalse();
        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.LOW_SCORE);
        assertThat(board.refuses(peer.id(), peer.address())).contains(GoodbyeReason.LOW_SCORE);
    }

    @Test
    void disconnectsAtTheThresholdAndNotBefore() {
        Peer peer = rig.connect(1);

        rig.fault(peer, Fault.NOT_SUPPLIED, 70);
        assertThat(rig.expelled).isEmpty();
        board.fault(peer, Fault.NOT_SUPPLIED);

        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.LOW_SCORE);
    }

    @Test
    void whomItDisconnectedMayComeBackAfterTenMinutes() {
        Peer peer = rig.connect(1);
        rig.fault(peer, Fault.RATE_LIMIT, MANY);

        rig.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(board.refuses(peer.id(), peer.address())).contains(GoodbyeReason.LOW_SCORE);
        rig.advance(Duration.ofSeconds(2));

        assertThat(board.refuses(peer.id(), peer.address())).isEmpty();
    }

    @Test
    void leavesALowerScoreThatAnOperatorSetAsItIs() {
        Peer peer = rig.connect(1);
        board.setScore(peer.id(), 20);

        board.fault(peer, Fault.NOT_SUPPLIED);

        assertThat(board.score(peer.id())).isEqualTo(20);
    }

    @Test
    void disconnectsAQuarterOfThePeersAMinuteAndThenRaisesTheAlarm() {
        List<Peer> peers = connect(64);

        peers.forEach(peer -> rig.fault(peer, Fault.FAILED_SYNC, 80));
        assertThat(rig.expelled).hasSize(16);
        assertThat(board.alarmed()).isTrue();
        assertThat(board.heldBack()).isPositive();

        rig.advance(Duration.ofSeconds(59));
        peers.forEach(peer -> board.fault(peer, Fault.FAILED_SYNC));
        assertThat(rig.expelled).hasSize(16);
        rig.advance(Duration.ofSeconds(1));
        peers.forEach(peer -> board.fault(peer, Fault.FAILED_SYNC));
        assertThat(rig.expelled).hasSize(16 + 48 / 4);

        rig.advance(Duration.ofSeconds(61));
        assertThat(board.alarmed()).isFalse();
    }

    @Test
    void disconnectsOneEvenOfVeryFewPeers() {
        List<Peer> peers = connect(3);

        peers.forEach(peer -> rig.fault(peer, Fault.FAILED_SYNC, 80));

        assertThat(rig.expelled).hasSize(1);
    }

    @Test
    void theGuardDoesNotProtectFromWhatIsProvable() {
        List<Peer> peers = connect(64);

        peers.forEach(peer -> board.fault(peer, Fault.BAD_SIGNATURE));

        assertThat(rig.expelled).hasSize(64);
        assertThat(board.bannedCount()).isEqualTo(64);
    }

    /** A dial that fails has neither a peer nor an id: no method here takes what a dialler would have to report. */
    @Test
    void dialsThatTimeOutCannotBeReported() {
        for (var method : Scoreboard.class.getDeclaredMethods()) {
            assertThat(method.getParameterTypes()).as(method.getName()).doesNotContain(HostPort.class, Throwable.class);
        }
        assertThat(Fault.values())
                .extracting(Fault::label)
                .noneMatch(label -> label.contains("dial") || label.contains("time") || label.contains("reset"));
    }

    @Test
    void connectionsThatBreakCostNothing() {
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 64; i++) {
                board.down(rig.connect(i));
            }
            rig.advance(Duration.ofSeconds(1));
        }

        assertThat(board.bannedCount()).isZero();
        assertThat(board.list()).allMatch(peer -> peer.score() == 100);
    }

    @Test
    void creditIsCappedPerDutyAndHour() {
        Peer peer = rig.connect(1);

        for (Deed deed : Deed.values()) {
            for (int i = 0; i < MANY; i++) {
                board.credit(peer, deed);
            }
        }
        assertThat(board.score(peer.id())).isCloseTo(101, within(1e-6));
        assertThat(board.list().get(0).counts().get(Counter.VALID_CONTRIBUTIONS))
                .isEqualTo(MANY);
        rig.advance(Duration.ofHours(1));
        for (int i = 0; i < MANY; i++) {
            board.credit(peer, Deed.VALID_CONTRIBUTION);
        }

        assertThat(board.score(peer.id())).isCloseTo(101.6, within(0.02));
    }

    @Test
    void threeDaysOfServiceEarnTrust() {
        Peer peer = rig.connect(1);
        int hours = 0;
        while (!board.trusted(peer.id())) {
            for (Deed deed : Deed.values()) {
                for (int i = 0; i < 200; i++) {
                    board.credit(peer, deed);
                }
            }
            rig.advance(Duration.ofHours(1));
            hours++;
        }

        assertThat(hours).isBetween(60, 75);
    }

    @Test
    void aFaultForfeitsTheCreditAndAnHourOfEarning() {
        Peer peer = rig.connect(1);
        board.setScore(peer.id(), 200);

        board.fault(peer, Fault.NOT_SUPPLIED);
        assertThat(board.score(peer.id())).isEqualTo(99);
        rig.advance(Duration.ofHours(1).minusNanos(1));
        double before = board.score(peer.id());
        board.credit(peer, Deed.SUCCESSFUL_SYNC);
        assertThat(board.score(peer.id())).isEqualTo(before);
        rig.advance(Duration.ofNanos(1));
        board.credit(peer, Deed.SUCCESSFUL_SYNC);

        assertThat(board.score(peer.id())).isCloseTo(before + 0.05, within(1e-6));
    }

    @Test
    void reconnectingDoesNotEarnTwice() {
        for (int i = 0; i < MANY; i++) {
            Peer peer = rig.connect(1);
            board.credit(peer, Deed.SUCCESSFUL_SYNC);
            board.down(peer);
        }

        assertThat(board.score(Rig.id(1))).isCloseTo(100.3, within(1e-6));
    }

    /** CVE-2022-47547: whoever does a hundred good deeds for each bad one is as soon gone as whoever does none. */
    @Test
    void goodDeedsDoNotPayForAbuse() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int attacker = 0; attacker < 20; attacker++) {
            Peer peer = rig.connect(attacker);
            board.setScore(peer.id(), 100 + random.nextInt(100));
            int faults = 0;
            while (!rig.expelled.containsKey(peer) && faults < MANY) {
                for (int i = 0; i < 100; i++) {
                    board.credit(peer, DEEDS.get(random.nextInt(DEEDS.size())));
                }
                rig.advance(Duration.ofSeconds(1 + random.nextInt(600)));
                board.fault(peer, Fault.NOT_SUPPLIED);
                faults++;
            }
            assertThat(faults).as("seed %d, attacker %d", seed, attacker).isBetween(70, 90);
            assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.LOW_SCORE);
        }
    }

    private List<Peer> connect(int count) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            peers.add(rig.connect(i));
        }
        return peers;
    }
}
