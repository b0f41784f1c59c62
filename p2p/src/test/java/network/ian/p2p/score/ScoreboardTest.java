package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScoreboardTest {

    private static final String ELSEWHERE = "198.51.100.1";

    private final Rig rig = new Rig();
    private final Scoreboard board = rig.board;

    @Test
    void aPeerBeginsAt100() {
        Peer peer = rig.connect(1);

        assertThat(board.score(peer.id())).isEqualTo(100);
        assertThat(board.score(Rig.id(2))).isEqualTo(100);
        assertThat(board.refuses(peer.id(), peer.address())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void onlyWhatIsProvableBansAtOnce(Fault fault) {
        Peer peer = rig.connect(1);

        board.fault(peer, fault);

        assertThat(board.banned(peer.id())).isEqualTo(fault.provable());
        assertThat(rig.expelled.get(peer)).isEqualTo(fault.provable() ? GoodbyeReason.BANNED : null);
        assertThat(board.refuses(peer.id(), Rig.address(ELSEWHERE)).orElse(null))
                .isEqualTo(fault.provable() ? GoodbyeReason.BANNED : null);
        assertThat(board.list().get(0).counts().get(Counter.of(fault))).isEqualTo(1);
    }

    @Test
    void oneProvableFaultBansTheBestPeerThereIs() {
        Peer peer = rig.connect(1);
        board.setScore(peer.id(), 200);

        board.fault(peer, Fault.BAD_SIGNATURE);

        assertThat(board.score(peer.id())).isLessThan(Thresholds.BAN);
        assertThat(board.bannedCount()).isEqualTo(1);
    }

    @Test
    void aBanEndsAfter24HoursAndThePeerMayConnectAgain() {
        Peer peer = rig.connect(1);
        board.fault(peer, Fault.MALFORMED_FRAME);

        rig.advance(Duration.ofHours(24).minusNanos(1));
        assertThat(board.refuses(peer.id(), peer.address())).contains(GoodbyeReason.BANNED);
        rig.advance(Duration.ofNanos(1));

        assertThat(board.refuses(peer.id(), peer.address())).isEmpty();
        assertThat(board.score(peer.id())).isEqualTo(Thresholds.LOW);
        assertThat(board.bannedCount()).isZero();
    }

    @Test
    void aBanThatAnOperatorMadeLongerIsNotShortenedByAFault() {
        Peer peer = rig.connect(1);
        board.ban(peer.id(), Duration.ofDays(30));

        board.fault(peer, Fault.BAD_SIGNATURE);
        rig.advance(Duration.ofDays(29));

        assertThat(board.banned(peer.id())).isTrue();
    }

    @Test
    void thresholdsFromBothSides() {
        Peer peer = rig.connect(1);

        board.setScore(peer.id(), 30);
        assertThat(rig.expelled).isEmpty();
        board.setScore(peer.id(), 29.9);
        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.LOW_SCORE);
        board.setScore(peer.id(), 10);
        assertThat(board.banned(peer.id())).isFalse();
        assertThat(board.refuses(peer.id(), peer.address())).contains(GoodbyeReason.LOW_SCORE);
        board.setScore(peer.id(), 9.9);
        assertThat(board.banned(peer.id())).isTrue();
        board.setScore(peer.id(), 149.9);
        assertThat(board.banned(peer.id())).isFalse();
        assertThat(board.trusted(peer.id())).isFalse();
        board.setScore(peer.id(), 150);
        assertThat(board.trusted(peer.id())).isTrue();
        board.setScore(peer.id(), 1000);
        assertThat(board.score(peer.id())).isEqualTo(200);
    }

    @Test
    void halfOfTheDistanceTo100IsForgottenIn69Hours() {
        Peer peer = rig.connect(1);
        board.setScore(peer.id(), 200);

        rig.advance(Duration.ofHours(69));
        assertThat(board.score(peer.id())).isCloseTo(150, within(1e-9));
        board.setScore(peer.id(), 40);
        rig.advance(Duration.ofHours(138));

        assertThat(board.score(peer.id())).isCloseTo(85, within(1e-9));
    }

    /** Nothing depends on how often the score was looked at meanwhile. */
    @Test
    void decayIsTheSameInOneStepAndInMany() {
        long seed = 20260101;
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 200; run++) {
            double start = random.nextDouble(200);
            double inSteps = start;
            long total = 0;
            for (int step = 0; step < 50; step++) {
                long nanos = random.nextLong(Duration.ofHours(10).toNanos());
                double next = Thresholds.decayed(inSteps, nanos);
                assertThat(Math.abs(next - 100)).as("seed %d", seed).isLessThanOrEqualTo(Math.abs(inSteps - 100));
                inSteps = next;
                total += nanos;
            }
            assertThat(inSteps).as("seed %d", seed).isCloseTo(Thresholds.decayed(start, total), within(1e-9));
        }
    }

    @Test
    void aFaultOfAConnectionThatIsGoneBansThePeerThatCameBack() {
        Peer before = rig.connect(1);
        board.down(before);
        Peer now = rig.connect(1, "198.51.100.9");

        board.fault(before, Fault.BAD_SIGNATURE);

        assertThat(rig.expelled).containsEntry(now, GoodbyeReason.BANNED);
    }

    @Test
    void aPeerBannedBeforeItsHelloIsExpelledAfterIt() {
        Peer peer = rig.peer(1, ELSEWHERE);
        board.ban(peer.id(), Duration.ofHours(1));

        board.up(peer);
        assertThat(rig.expelled).isEmpty();
        rig.timers.forEach(Runnable::run);

        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.BANNED);
    }

    @Test
    void theEndOfAnOldConnectionIsNotTheEndOfTheNewOne() {
        Peer before = rig.connect(1);
        Peer now = rig.connect(1);
        board.down(before);

        board.ban(now.id(), Duration.ofHours(1));

        assertThat(rig.expelled).containsEntry(now, GoodbyeReason.BANNED);
    }

    @Test
    void anOperatorsBanDisconnectsAndUnbanGivesAFreshStart() {
        Peer peer = rig.connect(1);
        board.fault(peer, Fault.FORGED_CLAIM);

        board.unban(peer.id());
        assertThat(board.refuses(peer.id(), peer.address())).isEmpty();
        assertThat(board.score(peer.id())).isEqualTo(100);
        board.ban(peer.id(), Duration.ofSeconds(Long.MAX_VALUE));
        rig.advance(Duration.ofDays(36_499));

        assertThat(board.banned(peer.id())).isTrue();
    }

    @Test
    void aPinnedPeerIsThrottledInsteadOfBanned() {
        Peer peer = rig.connect(1);
        board.pin(peer.id());

        board.fault(peer, Fault.BAD_SIGNATURE);

        assertThat(board.banned(peer.id())).isFalse();
        assertThat(board.refuses(peer.id(), peer.address())).isEmpty();
        assertThat(rig.expelled).containsEntry(peer, GoodbyeReason.PROTOCOL_VIOLATION);
        assertThat(BudgetTest.passing(rig, rig.connect(1))).isLessThanOrEqualTo(1_000);
        rig.fault(peer, Fault.NOT_SUPPLIED, 500);
        assertThat(board.refuses(peer.id(), peer.address())).isEmpty();
    }

    @Test
    void anOperatorMayBanAPinnedPeerAndAnUnpinnedOneIsLikeAnyOther() {
        Peer peer = rig.connect(1);
        board.pin(peer.id());
        board.ban(peer.id(), Duration.ofHours(1));
        assertThat(board.refuses(peer.id(), peer.address())).contains(GoodbyeReason.BANNED);
        board.unban(peer.id());
        board.unpin(peer.id());

        board.fault(rig.connect(1), Fault.BAD_SIGNATURE);

        assertThat(board.banned(peer.id())).isTrue();
    }

    @Test
    void scoresAreBoundedAndThoseUnseenForLongestGoFirst() {
        Rig small = new Rig(new ScoreSettings(1, Duration.ofHours(24), 100));
        for (int i = 0; i < 50; i++) {
            small.board.fault(small.connect(i), Fault.BAD_SIGNATURE);
            small.advance(Duration.ofMillis(2));
        }
        Peer stays = small.connect(50);
        for (int i = 51; i < 1_000; i++) {
            small.advance(Duration.ofMillis(2));
            small.board.down(small.connect(i));
        }

        assertThat(small.board.size()).isEqualTo(100);
        assertThat(small.board.bannedCount()).isEqualTo(50);
        assertThat(small.board.list())
                .extracting(PeerScore::id)
                .contains(stays.id(), Rig.id(999))
                .doesNotContain(Rig.id(51));
    }

    @Test
    void bansAreBoundedToo() {
        Rig small = new Rig(new ScoreSettings(1, Duration.ofHours(24), 100));
        for (int i = 0; i < 300; i++) {
            small.board.fault(small.connect(i), Fault.BAD_SIGNATURE);
            small.advance(Duration.ofMillis(2));
        }

        assertThat(small.board.bannedCount()).isEqualTo(100);
        assertThat(small.board.banned(Rig.id(299))).isTrue();
        assertThat(small.board.banned(Rig.id(0))).isFalse();
    }
}
