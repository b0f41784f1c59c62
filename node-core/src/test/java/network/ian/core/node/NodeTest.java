package network.ian.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.journal.StoredEntry;
import network.ian.core.merkle.ProofVerifier;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does with contributions: takes, ranks, proves, refuses and drops them, in any order of arrival. */
class NodeTest {

    @TempDir
    private Path data;

    private NodeFixture fixture;
    private long now;

    @BeforeEach
    void prepare() {
        fixture = new NodeFixture(data, 7);
        now = fixture.clock.wall().millis();
    }

    @Test
    void takesRanksAndProvesAContribution() throws IOException {
        try (Node node = fixture.open()) {
            Outcome outcome = fixture.accepted(node);
            GoalView view = NodeFixture.view(node);
            assertThat(view.log().size()).isEqualTo(1);
            assertThat(outcome.logIndex()).hasValue(0);
            assertThat(view.leaderboard().best().orElseThrow().id()).isEqualTo(outcome.contributionId());
            StoredEntry stored = view.entry(0);
            assertThat(stored.metrics()).isEqualTo(outcome.metrics().orElseThrow());
            assertThat(view.body(stored)).isPresent();
            assertThat(view.log().inclusionProof(0, 1).leafHash())
                    .isEqualTo(ProofVerifier.leafHash(outcome.contributionId().view()));
            assertThat(ProofVerifier.verify(view.log().inclusionProof(0, 1))).isTrue();
        }
    }

    @Test
    void answersDuplicatesWithTheFirstEntry() throws IOException {
        try (Node node = fixture.open()) {
            AgentPack pack = fixture.goodPack(node);
            Outcome first = NodeFixture.submit(node, NodeFixture.unsigned("alice", pack));
            fixture.clock.advance(Duration.ofSeconds(1));
            Outcome again = NodeFixture.submit(node, NodeFixture.unsigned("alice", pack));
            assertThat(again.verdict()).isInstanceOf(Verdict.Ignore.class);
            assertThat(NodeFixture.reason(again)).isEqualTo(Reason.DUPLICATE);
            assertThat(again.contributionId()).isEqualTo(first.contributionId());
            assertThat(again.logIndex()).isEqualTo(first.logIndex());
            assertThat(NodeFixture.submit(node, NodeFixture.unsigned("bob", pack))
                            .accepted())
                    .isTrue();

            ContributionRequest signed = fixture.signed(pack, now);
            assertThat(NodeFixture.submit(node, signed).accepted()).isTrue();
            assertThat(NodeFixture.reason(NodeFixture.submit(node, signed))).isEqualTo(Reason.DUPLICATE);
            assertThat(NodeFixture.view(node).leaderboard().size())
                    .as("one rank for one pack, however often it came")
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsTheClockWindowAtTheDoorOnly() throws IOException {
        try (Node node = fixture.open()) {
            ContributionRequest old = fixture.signed(fixture.goodPack(node), now - 120_001);
            assertThat(NodeFixture.reason(NodeFixture.submit(node, old))).isEqualTo(Reason.STALE);
            assertThat(NodeFixture.submit(node, old, Entrance.HISTORY).accepted())
                    .isTrue();
            ContributionRequest ahead = fixture.signed(fixture.goodPack(node), now + 15_001);
            assertThat(NodeFixture.reason(NodeFixture.submit(node, ahead, Entrance.HISTORY)))
                    .isEqualTo(Reason.STALE);
            fixture.clock.advance(Duration.ofMillis(1));
            assertThat(NodeFixture.submit(node, ahead).accepted()).isTrue();
        }
    }

    @Test
    void rejectsAForgedSignatureAndAPoorPolicy() throws IOException {
        try (Node node = fixture.open()) {
            ContributionRequest honest = fixture.signed(fixture.goodPack(node), now);
            ContributionRequest.Proof proof = honest.proof().orElseThrow();
            ContributionRequest forged = new ContributionRequest(
                    honest.goalId(),
                    honest.kind(),
                    honest.pack(),
                    honest.contributorId(),
                    honest.seed() + 1,
                    Optional.of(proof));
            assertThat(NodeFixture.reason(NodeFixture.submit(node, forged))).isEqualTo(Reason.INVALID_SIGNATURE);
            AgentPack poor = NodeFixture.pack("{\"policy\":\"ma_crossover\",\"fast\":2,\"slow\":3}".getBytes(UTF_8));
            assertThat(NodeFixture.reason(NodeFixture.submit(node, NodeFixture.unsigned("alice", poor))))
                    .isEqualTo(Reason.BELOW_THRESHOLD);
            AgentPack junk = NodeFixture.pack("junk".getBytes(UTF_8));
            assertThat(NodeFixture.reason(NodeFixture.submit(node, NodeFixture.unsigned("alice", junk))))
                    .isEqualTo(Reason.INVALID_STRUCTURE);
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().counters().rejected())
                    .isEqualTo(3);
        }
    }

    @Test
    void anyOrderOfArrivalGivesTheSameRoots() throws IOException {
        List<ContributionRequest> requests = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            requests.add(fixture.signed(fixture.pack(), now - i * 37L % 11));
        }
        GoalView forward = imported(data.resolve("a"), requests);
        Collections.shuffle(requests, new Random(5));
        GoalView shuffled = imported(data.resolve("b"), requests);
        assertThat(shuffled.log().root()).isEqualTo(forward.log().root());
        assertThat(shuffled.leaderboard().root())
                .isEqualTo(forward.leaderboard().root());
    }

    @Test
    void aFullQuotaStopsIntakeAndKeepsReads() throws IOException {
        fixture.with("IAN_STORAGE_GOAL_QUOTA_BYTES", "20000");
        try (Node node = fixture.open()) {
            Outcome last;
            int before;
            do {
                before = NodeFixture.view(node).log().size();
                last = NodeFixture.submit(node, NodeFixture.unsigned("alice", fixture.goodPack(node)));
            } while (last.accepted());
            assertThat(last.verdict()).isInstanceOf(Verdict.Undecided.class);
            assertThat(((Verdict.Undecided) last.verdict()).detail()).contains("storage.goal_quota_bytes");
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health().state())
                    .isEqualTo(GoalHealth.State.FULL);
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(before).isGreaterThan(2);
        }
        fixture.with("IAN_STORAGE_GOAL_QUOTA_BYTES", "0");
        try (Node node = fixture.open()) {
            fixture.accepted(node);
        }
    }

    @Test
    void aDroppedBodyLeavesTheProof() throws IOException {
        try (Node node = fixture.open()) {
            Outcome outcome = fixture.accepted(node);
            Hash root = NodeFixture.view(node).log().root();
            Goal goal = node.goal(NodeFixture.GOAL).orElseThrow();
            assertThat(goal.dropBody(outcome.contributionId())).isTrue();
            assertThat(goal.dropBody(outcome.contributionId())).isFalse();
            GoalView view = NodeFixture.view(node);
            assertThat(view.body(view.entry(0))).isEmpty();
            assertThat(view.log().root()).isEqualTo(root);
        }
        try (Node node = fixture.open()) {
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(1);
        }
    }

    private GoalView imported(Path directory, List<ContributionRequest> requests) throws IOException {
        try (Node node = new NodeFixture(directory, 1).open()) {
            requests.forEach(request -> NodeFixture.submit(node, request, Entrance.HISTORY));
            GoalView view = NodeFixture.view(node);
            assertThat(view.log().size()).isGreaterThan(50);
            return view;
        }
    }
}
