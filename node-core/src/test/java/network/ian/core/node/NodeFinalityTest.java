package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.finality.AnchorStanding;
import network.ian.core.finality.Proposal;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.ingest.Entrance;
import network.ian.core.projection.Ranked;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;
import network.ian.core.view.Finality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committer's own node: proposes, hears that it settled, gets late entries, stops and starts. */
class NodeFinalityTest {

    private static final Hash TOPIC = GoalCatalog.demoGoal().topic();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    void anAnchoredPrefixSurvivesLateEntriesAndRestarts() throws IOException {
        NodeFixture fixture = new NodeFixture(data, 1);
        long now = fixture.clock.wall().millis();
        SettledAnchor anchor;
        Hash root;
        Hash ranking;
        Finality finality;
        try (Node node = fixture.open()) {
            assertThat(node.finalities().finality(TOPIC)).isEqualTo(Finality.NONE);
            submit(node, fixture, now - 60_000, 8);
            Proposal proposal = propose(node, now - 59_995).orElseThrow();
            submit(node, fixture, now - 90_000, 3);
            anchor = new SettledAnchor(4, proposal.size(), proposal.logRoot(), proposal.leaderboardRoot());
            node.finalities().settled(TOPIC, Finality.Source.TAU, List.of(anchor), 1);
            await().atMost(PATIENCE).until(() -> NodeFixture.view(node).log().frozenSize() == proposal.size());
            GoalView view = NodeFixture.view(node);
            assertThat(view.log().rootAt(proposal.size())).isEqualTo(proposal.logRoot());
            assertThat(view.log().timestampAt(proposal.size()))
                    .as("late ones stand behind")
                    .isLessThan(view.log().timestampAt(0));
            root = view.log().root();
            ranking = view.leaderboard().root();
            assertThat(ranking).isEqualTo(rankedAnew(view));
            await().atMost(PATIENCE)
                    .until(() -> node.finalities().standings(TOPIC).size() == 1);
            finality = node.finalities().finality(TOPIC);
            assertThat(finality).isEqualTo(new Finality(Finality.Source.TAU, anchor.size(), anchor.logRoot(), 1));
        }
        assertThat(audit().problems()).isEmpty();
        assertThat(audit().logRoot()).isEqualTo(root);
        assertThat(audit().leaderboardRoot()).isEqualTo(ranking);
        try (Node node = fixture.open()) {
            assertThat(NodeFixture.view(node).log().root()).isEqualTo(root);
            assertThat(NodeFixture.view(node).leaderboard().root()).isEqualTo(ranking);
            assertThat(node.finalities().finality(TOPIC).root()).isEqualTo(finality.root());
            submit(node, fixture, now - 95_000, 1);
            node.finalities().settled(TOPIC, Finality.Source.TAU, List.of(anchor), 0);
            await().atMost(PATIENCE)
                    .until(() -> node.finalities().standings(TOPIC).size() == 1);
            assertThat(node.finalities().standings(TOPIC).get(0).state()).isEqualTo(AnchorStanding.State.FROZEN);
            assertThat(NodeFixture.view(node).log().rootAt(anchor.size())).isEqualTo(anchor.logRoot());
            node.finalities().settled(TOPIC, Finality.Source.TAU, List.of(), 0);
            await().atMost(PATIENCE).until(() -> NodeFixture.view(node).log().frozenSize() == 0);
            assertThat(NodeFixture.view(node).leaderboard().root()).isEqualTo(rankedAnew(NodeFixture.view(node)));
            node.finalities().settled(TOPIC, Finality.Source.TAU, List.of(anchor), 0);
            await().atMost(PATIENCE).until(() -> NodeFixture.view(node).log().frozenSize() == anchor.size());
        }
        Files.delete(data.resolve("goals").resolve(NodeFixture.GOAL).resolve("finality/segments"));
        assertThat(audit().problems()).as("its loss is no damage").isEmpty();
        try (Node node = fixture.open()) {
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health()).isEqualTo(GoalHealth.SERVING);
            assertThat(NodeFixture.view(node).log().frozenSize()).isZero();
        }
        Files.delete(data.resolve("node_state.json"));
        assertThat(audit().problems()).isEmpty();
        try (Node node = fixture.open()) {
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health()).isEqualTo(GoalHealth.SERVING);
        }
    }

    private static Optional<Proposal> propose(Node node, long beforeMs) {
        return node.finalities()
                .propose(TOPIC, List.of(), beforeMs)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static void submit(Node node, NodeFixture fixture, long fromMs, int count) {
        for (int i = 0; i < count; i++) {
            NodeFixture.submit(node, fixture.signed(fixture.pack(), fromMs + i), Entrance.HISTORY);
        }
    }

    /** Root of the ranking over the log's entries in their order, folded from nothing. */
    private static Hash rankedAnew(GoalView view) {
        var spec = GoalCatalog.demoGoal();
        var board = new network.ian.core.projection.Leaderboard(
                spec.leaderboardCapacity(), spec.ranking().mode(), Integer::compare);
        IntStream.range(0, view.log().size()).forEach(at -> Ranked.offer(board, spec, at, view.entry(at)));
        return board.view().root();
    }

    private GoalReport audit() throws IOException {
        try (DataAudit audit = new DataAudit(data, SignatureProviders.select("bouncycastle", 64), 1)) {
            return audit.run(Optional.empty(), false, taken -> {}).get(0);
        }
    }
}
