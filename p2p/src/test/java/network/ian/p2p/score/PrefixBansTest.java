package network.ian.p2p.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixBansTest {

    private final Rig rig = new Rig();
    private final Scoreboard board = rig.board;

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.", "2001:db8:1:2::"})
    void threeBannedIdsOfAPrefixWithinAnHourBanIt(String prefix) {
        ban(1, prefix + "1");
        ban(2, prefix + "2");
        assertThat(refused(9, prefix + "9")).isFalse();
        rig.advance(Duration.ofMinutes(59));

        ban(3, prefix + "2");

        assertThat(refused(9, prefix + "9")).isTrue();
        assertThat(board.refuses(Rig.address(prefix + "77"))).contains(GoodbyeReason.BANNED);
        assertThat(board.refuses(Rig.address("203.0.114.1"))).isEmpty();
        assertThat(board.refuses(Rig.address("2001:db8:1:3::1"))).isEmpty();
    }

    @Test
    void slowerThanThatDoNot() {
        ban(1, "203.0.113.1");
        ban(2, "203.0.113.2");
        rig.advance(Duration.ofHours(1));

        ban(3, "203.0.113.3");
        ban(4, "203.0.113.4");

        assertThat(refused(9, "203.0.113.9")).isFalse();
    }

    @Test
    void oneIdThreeTimesIsOneId() {
        Peer peer = rig.connect(1, "203.0.113.1");

        rig.fault(peer, Fault.BAD_SIGNATURE, 5);

        assertThat(refused(9, "203.0.113.9")).isFalse();
    }

    @Test
    void theBanEnds() {
        banThree("203.0.113.");

        rig.advance(Duration.ofHours(24).minusNanos(1));
        assertThat(refused(9, "203.0.113.9")).isTrue();
        rig.advance(Duration.ofNanos(1));

        assertThat(refused(9, "203.0.113.9")).isFalse();
        assertThat(board.document().prefixes()).isEmpty();
    }

    @Test
    void pinnedPeersAndThoseAlreadyConnectedStay() {
        Peer connected = rig.connect(8, "203.0.113.8");
        board.pin(Rig.id(9));

        banThree("203.0.113.");

        assertThat(rig.expelled).doesNotContainKey(connected);
        assertThat(refused(9, "203.0.113.9")).isFalse();
        assertThat(refused(8, "203.0.113.8")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.", "10.1.2.", "192.168.7.", "100.64.0.", "fd00::", "::ffff:172.16.0."})
    void prefixesThatManyShareAreNeverBannedButTheirNewcomersThrottled(String prefix) {
        Peer old = rig.connect(8, prefix + "8");
        rig.advance(Duration.ofSeconds(1));

        banThree(prefix);
        rig.advance(Duration.ofSeconds(1));

        assertThat(refused(9, prefix + "9")).isFalse();
        assertThat(refused(1, prefix + "1")).isTrue();
        assertThat(BudgetTest.passing(rig, old)).isGreaterThan(50_000);
        assertThat(BudgetTest.passing(rig, rig.connect(9, prefix + "9"))).isLessThanOrEqualTo(1_000);
        rig.advance(Duration.ofHours(25));
        assertThat(BudgetTest.passing(rig, rig.connect(10, prefix + "10"))).isGreaterThan(50_000);
    }

    @Test
    void aLongerBanThatAnOperatorSetIsNotShortened() {
        Peer[] connected = {rig.connect(1, "203.0.113.1"), rig.connect(2, "203.0.113.2"), rig.connect(3, "203.0.113.3")
        };
        IpPrefix prefix = IpPrefix.of(Rig.address("203.0.113.0"));
        double until = rig.nowSeconds() + 30 * 86_400;
        board.merge(ScoreDocument.EMPTY, new ScoreDocument(0, Map.of(), Map.of(prefix, until), Map.of()));

        for (Peer peer : connected) {
            board.fault(peer, Fault.BAD_SIGNATURE);
        }
        rig.advance(Duration.ofDays(29));

        assertThat(refused(9, "203.0.113.9")).isTrue();
    }

    @Test
    void unbanningAnIdFreesItsPrefix() {
        banThree("203.0.113.");

        board.unban(Rig.id(2));

        assertThat(refused(2, "203.0.113.2")).isFalse();
        assertThat(refused(9, "203.0.113.9")).isFalse();
        assertThat(refused(1, "203.0.113.1")).isTrue();
    }

    @Test
    void whatIsRememberedIsBounded() {
        PrefixBans bans = new PrefixBans();
        for (int i = 0; i < 40_000; i++) {
            IpPrefix prefix = new IpPrefix(false, i);
            for (int id = 0; id < 1 + i % 4; id++) {
                bans.strike(prefix, Rig.id(id), 1_000_000_000, 0);
            }
        }

        assertThat(bans.size()).isLessThanOrEqualTo(30_000);
        assertThat(bans.banned(new IpPrefix(false, 39_999), 0)).isTrue();
    }

    private void banThree(String prefix) {
        for (int i = 1; i <= 3; i++) {
            ban(i, prefix + i);
        }
    }

    private void ban(int number, String address) {
        board.fault(rig.connect(number, address), Fault.BAD_SIGNATURE);
    }

    private boolean refused(int number, String address) {
        return board.refuses(Rig.id(number), Rig.address(address)).isPresent();
    }
}
