package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SigningKey;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.sample.RequestSampler;
import network.ian.p2p.transport.Visitor;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that breaks the rules, and an operator who decides about peers, on a real node over real TLS. */
class HostilePeerIT {

    @RegisterExtension
    final Machine machine = new Machine();

    private final NodeIdentity identity = new NodeIdentity(SigningKey.generate(new SecureRandom()));
    private final RequestSampler sampler = new RequestSampler(GoalCatalog.demoGoal(), System.nanoTime());

    @Test
    void oneBadSignatureIsABanThatOutlivesAKill() throws Exception {
        NodeProcess node = machine.node().start();
        try (Visitor hostile = visit(node)) {
            assertThat(hostile.greet()).isInstanceOf(Message.Hello.class);
            hostile.send(push(entry(0, false)));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> logSize(node) == 1);
            hostile.send(push(entry(1, true)));
            assertThat(hostile.untilGoodbye().reason()).isEqualTo(GoodbyeReason.BANNED);
        }
        long told = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> bannedOnDisk(node));
        System.out.printf("the ban is on disk %.0f ms after the Goodbye%n", (System.nanoTime() - told) / 1e6);
        node.kill();

        node.start();
        // The list that the API shows is up to a second old.
        Awaitility.await().until(() -> bans(node).contains(identity.nodeId()));
        assertRefused(node);
        assertThat(machine.ian(
                                "peer",
                                "unban",
                                identity.nodeId(),
                                "--data-dir",
                                node.dataDirectory().toString())
                        .withExitCode(0)
                        .out())
                .contains("is not banned any longer");
        try (Visitor forgiven = visit(node)) {
            assertThat(forgiven.greet()).isInstanceOf(Message.Hello.class);
            Awaitility.await().until(() -> connected(node));
        }
        assertThat(logSize(node)).isEqualTo(1);
    }

    @Test
    void operatorsEditOfTheFileTakesEffectWithinSeconds() throws Exception {
        NodeProcess node = machine.node().start();
        Path file = node.dataDirectory().resolve("peer_scores.json");
        try (Visitor peer = visit(node)) {
            assertThat(peer.greet()).isInstanceOf(Message.Hello.class);
            peer.send(push(entry(0, false)));
            Awaitility.await().until(() -> connected(node));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> onDisk(node) != null);
            ObjectNode document = (ObjectNode) Json.parse(Files.readString(file));
            ObjectNode entry = (ObjectNode) document.path("peers").path(identity.nodeId());
            entry.put("banned_until", System.currentTimeMillis() / 1000.0 + 3_600);
            Files.writeString(file, document.toString());
            assertThat(peer.untilGoodbye().reason()).isEqualTo(GoodbyeReason.BANNED);
        }
        assertRefused(node);
        Awaitility.await().until(() -> bans(node).contains(identity.nodeId()));
        runbooksQueriesWork(file);
    }

    private void runbooksQueriesWork(Path file) throws IOException {
        for (String query : new String[] {
            ".peers | to_entries | sort_by(.value.score) | reverse | .[0:10]",
            ".peers | to_entries | sort_by(.value.rate_limit_violations) | reverse | .[0:5]",
            ".peers[\"" + identity.nodeId() + "\"]",
            ".peers | length"
        }) {
            Finished found;
            try {
                found = machine.run(new ProcessBuilder("jq", query, file.toString()), "jq");
            } catch (IOException e) {
                System.out.println("SKIPPED: the runbook's queries need jq, which is not here");
                return;
            }
            assertThat(found.withExitCode(0).out()).as(query).isNotBlank().doesNotStartWith("null");
        }
    }

    private Visitor visit(NodeProcess node) throws Exception {
        return Visitor.connect(Cluster.peerPort(node), identity);
    }

    private void assertRefused(NodeProcess node) throws Exception {
        try (Visitor again = visit(node)) {
            assertThat(again.next()).isInstanceOf(Message.Goodbye.class);
        }
    }

    private boolean connected(NodeProcess node) {
        return Cluster.peers(node).path("peers").findValuesAsText("node_id").contains(identity.nodeId());
    }

    private static List<String> bans(NodeProcess node) {
        return Cluster.peers(node).path("banned").findValuesAsText("node_id");
    }

    private JsonNode onDisk(NodeProcess node) throws IOException {
        Path file = node.dataDirectory().resolve("peer_scores.json");
        return Files.exists(file)
                ? Json.parse(Files.readString(file, StandardCharsets.UTF_8))
                        .path("peers")
                        .get(identity.nodeId())
                : null;
    }

    private boolean bannedOnDisk(NodeProcess node) throws IOException {
        JsonNode entry = onDisk(node);
        return entry != null && entry.path("banned_until").asDouble() > System.currentTimeMillis() / 1000.0;
    }

    private static int logSize(NodeProcess node) {
        return node.api().status().withStatus(200).data().path("log_size").asInt();
    }

    private static Message push(WireEntry entry) {
        return new Message.Push(topic(), 0, entry);
    }

    private static Hash topic() {
        return GoalCatalog.demoGoal().topic();
    }

    /** A contribution of now; its signature is broken if {@code forged}. */
    private WireEntry entry(long index, boolean forged) {
        ContributionRequest request = sampler.signed(index, System.currentTimeMillis());
        Bytes body = PackCodec.encode(request.pack());
        SignedHeader header =
                request.signedHeader(topic(), PackCodec.hash(body)).orElseThrow();
        byte[] signature = header.signature().toArray();
        signature[7] ^= (byte) (forged ? 1 : 0);
        return WireEntry.of(header.bytes(), Bytes.wrap(signature), body);
    }
}
