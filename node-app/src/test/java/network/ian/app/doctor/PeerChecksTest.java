package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import network.ian.app.doctor.Outside.Met;
import network.ian.app.doctor.Outside.Visit;
import network.ian.core.config.HostPort;
import org.junit.jupiter.api.Test;

class PeerChecksTest {

    private static final HostPort ADDRESS = new HostPort("192.0.2.1", 9000);
    private static final String SELF = "aa".repeat(32);
    private static final LocalNode ALONE = NodeChecksTest.node("{\"ready\":true}", 1, 2);

    @Test
    void aSeedThatBansThisNodeIsQuoted() {
        Visit banned = Visit.failed(ADDRESS, "hello", "it turns this visitor away: banned");
        Finding peers = peers(ALONE, true, Optional.of(banned));
        assertThat(peers.status()).isEqualTo(Status.FAIL);
        assertThat(peers.found()).contains("192.0.2.1:9000 bans this node");
        assertThat(peers.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("ian peer unban " + SELF));
    }

    @Test
    void noPeersIsAsBadAsTheSeedsMakeIt() {
        assertThat(peers(ALONE, true, Optional.empty()).status()).isEqualTo(Status.WARN);
        assertThat(peers(ALONE, false, Optional.empty()).status()).isEqualTo(Status.FAIL);
        assertThat(peers(LocalNode.none(), false, Optional.empty()).status()).isEqualTo(Status.SKIP);
        assertThat(Findings.one(
                                new PeerChecks(ALONE, Optional.of(SELF), false)
                                        .run(false, Optional.empty(), Optional.empty()),
                                "peers")
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void theOwnAddressMustLeadHere() {
        assertThat(own(Visit.met(ADDRESS, new Met(SELF, "ian/1", "ian", 0))).status())
                .isEqualTo(Status.OK);
        assertThat(own(Visit.met(ADDRESS, new Met("bb".repeat(32), "ian/1", "ian", 0)))
                        .status())
                .isEqualTo(Status.FAIL);
        Finding closed = own(Visit.failed(ADDRESS, "tcp", "refused: nobody listens there"));
        assertThat(closed.status()).isEqualTo(Status.WARN);
        assertThat(closed.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("IAN_ADVERTISE_ADDR"));
    }

    private static Finding peers(LocalNode node, boolean seedsAnswer, Optional<Visit> asOneself) {
        return Findings.one(
                new PeerChecks(node, Optional.of(SELF), true).run(seedsAnswer, asOneself, Optional.empty()), "peers");
    }

    private static Finding own(Visit visit) {
        return Findings.one(
                new PeerChecks(ALONE, Optional.of(SELF), true).run(true, Optional.empty(), Optional.of(visit)),
                "own address");
    }
}
