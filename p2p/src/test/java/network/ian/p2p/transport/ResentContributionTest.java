package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.contribution.PackCodec;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.node.Goal;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not answered in time sends the same again, while the first is still being evaluated. */
class ResentContributionTest {

    @TempDir
    private Path data;

    @Test
    void whatIsEvaluatedAlreadyIsNotEvaluatedTwice() throws IOException {
        try (RunningNode node = new RunningNode(data)) {
            Goal goal = endless(node);
            CompletableFuture<Outcome> first = submit(node, goal, "alice", 1);
            CompletableFuture<Outcome> again = submit(node, goal, "alice", 1);
            assertThat(node.node.ingress().inFlight()).isEqualTo(1);
            CompletableFuture<Outcome> other = submit(node, goal, "bob", 1);
            assertThat(node.node.ingress().inFlight()).isEqualTo(2);
            assertThat(first).isNotDone();
            assertThat(again).isNotDone();
            assertThat(other).isNotDone();
        }
    }

    /** Else a forger who knows the header would have the contributor hear the forgery's verdict. */
    @Test
    void anotherSignatureIsAnotherContribution() throws IOException {
        try (RunningNode node = new RunningNode(data)) {
            Goal goal = endless(node);
            WireEntry entry = new SampleEntries(2).next(goal.spec().topic(), System.currentTimeMillis());
            CompletableFuture<Outcome> forged = submit(node, goal, signed(entry, Bytes.wrap(new byte[64])));
            assertThat(node.node.ingress().inFlight() + (forged.isDone() ? 1 : 0))
                    .isEqualTo(1);
            CompletableFuture<Outcome> genuine = submit(node, goal, signed(entry, entry.signature()));
            assertThat(forged.orTimeout(30, TimeUnit.SECONDS).join().verdict()).isInstanceOf(Verdict.Reject.class);
            assertThat(genuine).isNotDone();
            assertThat(node.node.ingress().inFlight()).isEqualTo(1);
            CompletableFuture<Outcome> again = submit(node, goal, signed(entry, entry.signature()));
            assertThat(again).isNotDone();
            assertThat(node.node.ingress().inFlight()).isEqualTo(1);
        }
    }

    private static ContributionRequest signed(WireEntry entry, Bytes signature) {
        Header header = HeaderCodec.decode(entry.header());
        return new ContributionRequest(
                "ENDLESS",
                Kind.AGENT_PACK,
                PackCodec.decode(entry.body()),
                Optional.empty(),
                header.seed(),
                Optional.of(new ContributionRequest.Proof(
                        header.timestampMs(), header.publicKey(), signature, header.nonce())));
    }

    private static Goal endless(RunningNode node) throws IOException {
        String document = new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8)
                .replace(GoalCatalog.DEMO_GOAL, "ENDLESS")
                .replace("trading-v1", EndlessHarness.ID);
        return node.node.addGoal(GoalSpecCodec.decode("test", document.getBytes(StandardCharsets.UTF_8)));
    }

    private static CompletableFuture<Outcome> submit(RunningNode node, Goal goal, String contributor, long seed) {
        AgentPack pack = PackCodec.decode(
                new SampleEntries(seed).next(goal.spec().topic(), 0).body());
        return submit(
                node,
                goal,
                new ContributionRequest(
                        "ENDLESS", Kind.AGENT_PACK, pack, Optional.of(contributor), 0, Optional.empty()));
    }

    private static CompletableFuture<Outcome> submit(RunningNode node, Goal goal, ContributionRequest request) {
        return node.node.ingress().submit(goal, request, Entrance.DOOR);
    }
}
