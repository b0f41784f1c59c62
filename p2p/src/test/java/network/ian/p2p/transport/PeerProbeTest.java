package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import network.ian.core.config.HostPort;
import network.ian.core.runtime.MonotonicClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProbeTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000L), ZoneOffset.UTC);

    private final PeerProbe probe =
            new PeerProbe(new SecureRandom(new byte[] {1}), CLOCK, MonotonicClock.system(), Duration.ofSeconds(20));

    @Test
    void nodeSaysWhoItIs(@TempDir Path directory) throws IOException {
        try (RunningNode node = new RunningNode(directory)) {
            PeerProbe.Reached reached = (PeerProbe.Reached) probe.visit(node.address(), Optional.of("ian-test"));
            assertThat(reached.nodeId()).isEqualTo(node.node.identity().nodeId());
            assertThat(reached.networkId()).isEqualTo("ian-test");
            assertThat(reached.agent()).isEqualTo("test");
            assertThat(reached.advertised()).contains(node.address());
            assertThat(reached.heads()).hasSize(node.node.goals().size());
            assertThat(reached.roundTrip()).isPositive();
            RunningNode.soon().until(() -> node.links() == 0);
            assertThat(node.counts.invalid).isEmpty();
        }
    }

    @Test
    void otherNetworkIsNamed(@TempDir Path directory) throws IOException {
        try (RunningNode node = new RunningNode(directory)) {
            assertThat(probe.visit(node.address(), Optional.of("elsewhere")))
                    .isEqualTo(new PeerProbe.Failed("network", "it is in network ian-test, not elsewhere"));
            assertThat(probe.visit(node.address(), Optional.empty())).isInstanceOf(PeerProbe.Reached.class);
        }
    }

    @Test
    void closedPortIsRefused() throws IOException {
        int port;
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = door.getLocalPort();
        }
        assertThat(probe.visit(new HostPort("127.0.0.1", port), Optional.empty()))
                .isEqualTo(new PeerProbe.Failed("tcp", "refused: nobody listens there"));
    }

    @Test
    void whatSpeaksNoTlsIsSaidToBeNoNode() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread web = new Thread(() -> answerPlainly(door));
            web.start();
            PeerProbe.Failed failed =
                    (PeerProbe.Failed) probe.visit(new HostPort("127.0.0.1", door.getLocalPort()), Optional.empty());
            web.join();
            assertThat(failed.step()).isEqualTo("tls");
            assertThat(failed.words()).startsWith("not a node of this protocol").doesNotContain("\n");
        }
    }

    @Test
    void whoSaysNothingTimesOut() throws IOException {
        PeerProbe hasty =
                new PeerProbe(new SecureRandom(new byte[] {1}), CLOCK, MonotonicClock.system(), Duration.ofSeconds(1));
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(hasty.visit(new HostPort("127.0.0.1", door.getLocalPort()), Optional.empty()))
                    .isEqualTo(new PeerProbe.Failed("tls", "no answer within 1 s"));
        }
    }

    private static void answerPlainly(ServerSocket door) {
        try (Socket socket = door.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            while (socket.getInputStream().read() >= 0) {
                // Until the visitor leaves, so that it reads the answer.
            }
        } catch (IOException e) {
            // The visitor has left.
        }
    }
}
