package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.endtoend.Acknowledged;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Json;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Promises;
import network.ian.app.endtoend.Reply;
import network.ian.app.endtoend.Samples;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The machine's clock jumps under a node that runs: nothing that was acknowledged is lost, roots follow from the entries, no
 * peer is blamed, what has a time limit keeps to it. Wants libfaketime, which moves the wall clock and not the monotonic one.
 */
@Tag("proof")
class ClockJumpIT {

    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final List<String> JUMPS = List.of("+3600", "+0", "-3600", "+315360000", "-315360000", "+0");
    private static final int CONTRIBUTIONS = 6;

    @RegisterExtension
    final Machine machine = new Machine();

    private final Samples samples = new Samples(8);
    private final Promises promises = new Promises();

    @Test
    void theClockMayJumpByHoursAndByYears() throws Exception {
        Assumptions.assumeTrue(Files.exists(LIBRARY), "SKIPPED: needs Debian's package faketime");
        Path offset = Files.writeString(machine.path("offset"), "+0\n");
        NodeProcess peer = machine.node().start();
        NodeProcess node = machine.node("--p2p-seed-nodes", "tcp://127.0.0.1:" + Cluster.peerPort(peer))
                .at(new NodeProcess.Place(jumping(offset), "127.0.0.1", "127.0.0.1"))
                .start();
        Cluster.awaitPeers(node, 1);
        String token = token(node);
        List<Integer> accepted = new ArrayList<>();
        for (String jump : JUMPS) {
            Files.writeString(offset, jump + "\n");
            accepted.add(contribute(node));
            assertThat(node.api().readiness().status()).isEqualTo(200);
            assertThat(mayRead(node, token)).as("token, valid for a day, at " + jump).isEqualTo(jump.length() < 8 || jump.startsWith("-"));
            promises.areServedAndProved(List.of(), node, promises.areInTheLogOf(node));
        }
        assertThat(accepted.get(0)).as("accepted by " + JUMPS).isPositive();
        noBlame(node, peer);
        node.kill();
        node.start();
        promises.areAllServedAndProved(node, promises.areInTheLogOf(node));
        int before = peer.api().status().data().path("log_size").asInt();
        contribute(node);
        // What has an hour or ten years to go waits apart at the peer; what is of now arrives.
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> peer.api().status().data().path("log_size").asInt() > before);
        noBlame(node, peer);
        assertThat(node.stop().exitCode()).isZero();
        assertThat(node.log()).noneMatch(line -> line.path("level").asText().equals("ERROR"));
        machine.ian("log", "verify", "--data-dir", node.dataDirectory().toString())
                .withExitCode(0);
        System.out.println("clock jumps " + JUMPS + ": accepted " + accepted + ", nothing lost, nobody banned");
    }

    private static List<String> jumping(Path offset) {
        return List.of(
                "env",
                "LD_PRELOAD=" + LIBRARY,
                "FAKETIME_TIMESTAMP_FILE=" + offset,
                "FAKETIME_NO_CACHE=1",
                "DONT_FAKE_MONOTONIC=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    private String token(NodeProcess node) {
        Invocation run = Invocation.run(
                machine.path(""),
                Map.of("IAN_DATA_DIR", node.dataDirectory().toString()),
                "token",
                "create",
                "--scope",
                "read",
                "--expires",
                "1d",
                "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Json.parse(run.out()).path("token").asText();
    }

    private static boolean mayRead(NodeProcess node, String token) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(node.api().address() + "/api/v1/whoami"))
                .header("Authorization", "Bearer " + token)
                .build();
        return java.net.http.HttpClient.newHttpClient()
                        .send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private int contribute(NodeProcess node) {
        int accepted = 0;
        for (int i = 0; i < CONTRIBUTIONS; i++) {
            // Every second one is signed, by a client whose clock is right.
            Reply reply = node.api().contribute(samples.next()).withStatus(200);
            if (reply.accepted()) {
                promises.add(List.of(Acknowledged.by(reply)));
                accepted++;
            }
        }
        return accepted;
    }

    private static void noBlame(NodeProcess node, NodeProcess peer) {
        for (NodeProcess each : List.of(node, peer)) {
            assertThat(Cluster.peers(each).toString()).doesNotContain("\"banned\":true");
            Cluster.awaitPeers(each, 1);
        }
    }
}
