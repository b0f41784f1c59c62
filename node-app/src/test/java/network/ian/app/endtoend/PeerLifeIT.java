package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import network.ian.core.crypto.SigningKey;
import network.ian.core.identity.NodeIdentity;
import network.ian.p2p.transport.Visitor;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a node with peers, or without those that it expects, starts and ends. */
class PeerLifeIT {

    private static final Duration GRACE = Duration.ofSeconds(10);

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void portInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finished finished = machine.program(
                    "run",
                    "--data-dir",
                    machine.path("data").toString(),
                    "--api-port",
                    "0",
                    "--p2p-listen-host",
                    "127.0.0.1",
                    "--p2p-port",
                    String.valueOf(taken.getLocalPort()));
            assertThat(finished.withExitCode(2).err())
                    .hasLineCount(1)
                    .startsWith("ian: peers: ")
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .contains("in use");
        }
    }

    @Test
    void sigtermTellsPeers() throws Exception {
        NodeProcess node = machine.node().start();
        NodeIdentity identity = new NodeIdentity(SigningKey.generate(new SecureRandom()));
        try (Visitor peer = Visitor.connect(Cluster.peerPort(node), identity)) {
            assertThat(peer.greet()).isInstanceOf(Message.Hello.class);
            Cluster.awaitPeers(node, 1);
            NodeProcess.Stopped stopped = node.stop();
            assertThat(peer.untilGoodbye().reason()).isEqualTo(GoodbyeReason.SHUTTING_DOWN);
            assertThat(stopped.exitCode()).isZero();
            assertThat(stopped.after()).isLessThan(GRACE);
        }
    }

    @Test
    void nodeWhoseSeedsAreAwayServesAloneAfterAMinute() throws Exception {
        int nobody;
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = door.getLocalPort();
        }
        NodeProcess node =
                machine.node("--p2p-seed-nodes", "tcp://127.0.0.1:" + nobody).startListening();
        Reply waiting = node.api().readiness().withStatus(503);
        assertThat(waiting.text()).contains("no peer with a goal of this node reached yet");
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> node.api().readiness().status() == 200);
        JsonNode state = node.api().status().withStatus(200).data();
        assertThat(state.path("consensus_state").asText()).isEqualTo("ISOLATED");
        Reply accepted = node.api().contribute(new Samples(1).unsigned());
        assertThat(accepted.accepted()).as(accepted.text()).isTrue();
    }

    @Test
    void checkVisitsANode() throws Exception {
        NodeProcess node = machine.node().start();
        String address = "127.0.0.1:" + Cluster.peerPort(node);
        JsonNode found =
                machine.ian("peer", "check", address, "--json").withExitCode(0).json();
        assertThat(found.path("reached").asBoolean()).isTrue();
        assertThat(found.path("node_id"))
                .isEqualTo(node.api().get("/api/v1/info").data().path("node_id"));
        assertThat(machine.ian("peer", "check", address).withExitCode(0).out()).contains(" 0 entries");
        assertThat(machine.ian("peer", "check", address, "--network-id", "elsewhere")
                        .withExitCode(1)
                        .err())
                .hasLineCount(1)
                .contains("network: it is in network ");
    }
}
