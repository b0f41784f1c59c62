package network.ian.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * peer is blamed, what has a time limit keeps to it. A few lines of C move the wall clock of one process and not the monotonic
 * one; wants Linux and a C compiler.
 */
@Tag("proof")
class ClockJumpIT {

    private static final long HOUR = 3_600;
    private static final long TEN_YEARS = 315_360_000;
    private static final List<Long> JUMPS = List.of(HOUR, 0L, -HOUR, TEN_YEARS, -TEN_YEARS, 0L);
    private static final int CONTRIBUTIONS = 6;

    @RegisterExtension
    final Machine machine = new Machine();

    private final Samples samples = new Samples(8);
    private final Promises promises = new Promises();

    @Test
    void theClockMayJumpByHoursAndByYears() throws Exception {
        Path library = compiled();
        Path offset = machine.path("offset");
        jump(offset, 0);
        NodeProcess peer = machine.node().start();
        NodeProcess node = machine.node("--p2p-seed-nodes", "tcp://127.0.0.1:" + Cluster.peerPort(peer))
                .at(new NodeProcess.Place(preloading(library, offset), "127.0.0.1", "127.0.0.1"))
                .start();
        Cluster.awaitPeers(node, 1);
        String token = token(node);
        List<Integer> accepted = new ArrayList<>();
        for (long jump : JUMPS) {
            jump(offset, jump);
            accepted.add(contribute(node));
            assertThat(node.api().readiness().status()).isEqualTo(200);
            assertThat(mayRead(node, token))
                    .as("token, valid for a day, at " + jump)
                    .isEqualTo(jump < TEN_YEARS);
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

    private Path compiled() throws IOException {
        Path library = machine.path("clock.so");
        Path source = machine.path("clock.c");
        try (InputStream in = ClockJumpIT.class.getResourceAsStream("clock.c")) {
            Files.write(source, in.readAllBytes());
        }
        Optional<Path> compiler = Stream.of("cc", "gcc", "clang")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(compiler.isPresent(), "SKIPPED: needs a C compiler");
        machine.run(
                        new ProcessBuilder(
                                compiler.get().toString(),
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl"),
                        "cc")
                .withExitCode(0);
        return library;
    }

    /** The process has it mapped: written in place, it counts at once. */
    private static void jump(Path offset, long seconds) throws IOException {
        ByteBuffer octets =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(seconds);
        Files.write(offset, octets.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static List<String> preloading(Path library, Path offset) {
        return List.of("env", "LD_PRELOAD=" + library, "IAN_TEST_CLOCK=" + offset);
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
            JsonNode banned = Cluster.peers(each).path("banned");
            assertThat(banned.isArray()).as("the answer lists who is banned").isTrue();
            assertThat(banned).isEmpty();
            Cluster.awaitPeers(each, 1);
        }
    }
}
