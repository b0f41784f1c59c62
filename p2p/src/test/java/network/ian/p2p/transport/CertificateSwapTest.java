package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WallClock;
import network.ian.core.view.CertificateSummary;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Certificates change while real nodes talk over real TLS. */
@ExtendWith(LeakWatch.class)
class CertificateSwapTest {

    private static final SecureRandom RANDOM = new SecureRandom(new byte[] {2});

    @TempDir
    private Path data;

    @Test
    void newConnectionsShowTheNewOneAndLinksStay() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            one.meet(two);
            long link = link(two);
            try (Stranger before = Stranger.welcome(one.network.port())) {
                CertificateSummary old = one.network.certificate().inUse().orElseThrow();
                assertThat(shownTo(before)).isEqualTo(old);

                CertificateSummary made = one.network.certificate().rotate().get(10, TimeUnit.SECONDS);

                assertThat(made.fingerprint()).isNotEqualTo(old.fingerprint());
                assertThat(made.subject()).isEqualTo(old.subject());
                assertThat(before.next(Message.Hello.class)).isNotNull();
                PeerProbe.Reached visited = visit(one);
                assertThat(visited.certificate()).isEqualTo(made);
                assertThat(visited.nodeId()).isEqualTo(one.node.identity().nodeId());
            }
            assertThat(link(two)).isEqualTo(link);
            assertThat(two.counts.disconnected).isEmpty();
            assertThat(two.peers()).containsExactly(one.node.identity().nodeId());
        }
    }

    @Test
    void aNodeThatDialsShowsTheNewOneAndIsKnownAgain() throws Exception {
        try (RunningNode one = new RunningNode(data.resolve("1"));
                RunningNode two = new RunningNode(data.resolve("2"))) {
            one.network.certificate().rotate().get(10, TimeUnit.SECONDS);
            one.meet(two);
            assertThat(two.peers()).containsExactly(one.node.identity().nodeId());
        }
    }

    @Test
    void oneThatHasExpiredIsMadeAnewAtTheStart() throws Exception {
        NodeIdentity identity = identity("1");
        Instant longAgo = Instant.now().minus(Duration.ofDays(400));
        CertificateSummary expired = new CertificateFiles(
                        data.resolve("1/certs"), identity, Clock.fixed(longAgo, ZoneOffset.UTC), RANDOM)
                .rotate();
        try (RunningNode node = new RunningNode(data.resolve("1"))) {
            PeerProbe.Reached visited = visit(node);
            assertThat(visited.nodeId()).isEqualTo(identity.nodeId());
            assertThat(visited.certificate().fingerprint()).isNotEqualTo(expired.fingerprint());
            assertThat(visited.certificate().isValidAt(Instant.now())).isTrue();
        }
    }

    @Test
    void anOrderThatAForeignKeyForbidsIsRefusedAndNothingChanges() throws Exception {
        try (RunningNode node = new RunningNode(data.resolve("1"))) {
            CertificateSummary before = visit(node).certificate();
            Path foreign = data.resolve("foreign");
            new CertificateFiles(foreign, new NodeIdentity(SigningKey.generate(RANDOM)), WallClock.system(), RANDOM)
                    .rotate();
            Path key = data.resolve("1/certs/node_key.pem");
            Files.copy(foreign.resolve("node_key.pem"), key, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> node.network.certificate().rotate().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(key.toString());
            assertThat(visit(node).certificate()).isEqualTo(before);
        }
    }

    private NodeIdentity identity(String name) throws IOException {
        Path directory = Files.createDirectories(data.resolve(name));
        return IdentityFile.loadOrCreate(directory.resolve("identity.json"), RANDOM);
    }

    private static long link(RunningNode of) throws Exception {
        Peer peer = of.network.ask(protocol -> protocol.peers().get(0)).get(5, TimeUnit.SECONDS);
        return peer.connection().link();
    }

    private static CertificateSummary shownTo(Stranger stranger) throws IOException {
        return CertificateSummary.of(
                (X509Certificate) stranger.socket.getSession().getPeerCertificates()[0]);
    }

    private static PeerProbe.Reached visit(RunningNode node) {
        PeerProbe probe = new PeerProbe(RANDOM, WallClock.system(), MonotonicClock.system(), Duration.ofSeconds(20));
        return (PeerProbe.Reached) probe.visit(node.address(), Optional.of("ian-test"));
    }
}
