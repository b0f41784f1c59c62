package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.InFlight;
import network.ian.core.ingest.Outcome;
import network.ian.core.journal.EntryRow;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.runtime.FairPool;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does when something beside the journal goes wrong. */
class FailurePathsTest {

    @TempDir
    private Path data;

    private NodeFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new NodeFixture(data, 9);
    }

    @Test
    void aContributionThatTheClosingWorkersDropIsAnswered() throws IOException {
        try (Node node = fixture.open()) {
            WorkerPool workers = new WorkerPool("busy", 1, 10);
            Ingress ingress = new Ingress(
                    node.identity(),
                    fixture.clock.wall(),
                    fixture.clock,
                    new EvaluationLanes(workers, new FairPool("agent", 1, 1)),
                    new InFlight(10, 1 << 20),
                    Telemetry.NONE);
            CountDownLatch never = new CountDownLatch(1);
            assertThat(workers.offer(() -> uninterested(never))).isTrue();
            CompletableFuture<Outcome> answer = ingress.submit(
                    node.goal(NodeFixture.GOAL).orElseThrow(),
                    NodeFixture.unsigned("alice", fixture.pack()),
                    Entrance.DOOR);
            assertThat(ingress.inFlight()).isEqualTo(1);
            workers.close(Duration.ZERO);
            assertThat(answer).isCompletedWithValueMatching(o -> o.verdict() instanceof Verdict.Undecided);
            assertThat(ingress.inFlight()).isZero();
        }
    }

    @Test
    void aStateThatCouldNotBeSavedIsSavedTheNextTime() throws IOException {
        Path state = data.resolve("node_state.json");
        try (Node node = fixture.open()) {
            Files.delete(state);
            Files.createDirectories(state.resolve("in the way"));
            NodeFixture.submit(node, NodeFixture.unsigned("alice", fixture.pack()), Entrance.DOOR);
            assertThatThrownBy(node::saveState).isInstanceOf(IOException.class);
            assertThat(node.unsavedBecause().orElseThrow()).contains("node_state.json");
            assertThat(state).isDirectory();
            Files.delete(state.resolve("in the way"));
            Files.delete(state);
            node.saveState();
            assertThat(node.unsavedBecause()).isEmpty();
            assertThat(state).isRegularFile();
        }
    }

    @Test
    void aHeaderThatDoesNotDecodeIsDamageAndTheNodeStarts() throws IOException {
        fixture.open().close();
        Files.delete(data.resolve("node_state.json"));
        Bytes junk = Bytes.wrap(new byte[] {'{', '}'});
        Hash id = Sha256.of(junk.view());
        JournalEntry entry = new JournalEntry(
                id,
                1,
                id,
                0,
                junk,
                Bytes.wrap(new byte[JournalEntry.SIGNATURE_SIZE]),
                new Metrics(1, 0, 1, 1, 0, 12, 3000),
                junk);
        try (Journal journal = Journal.open(
                data.resolve("goals/" + NodeFixture.GOAL),
                NodeFixture.GOAL,
                WriterFixture.SPEC.topic(),
                JournalOptions.defaults(),
                (EntryRow row) -> {})) {
            assertThat(journal.append(List.of(entry))).hasSize(1);
        }
        try (Node node = fixture.open()) {
            GoalHealth health = node.goal(NodeFixture.GOAL).orElseThrow().health();
            assertThat(health.state()).isEqualTo(GoalHealth.State.DAMAGED);
            assertThat(health.detail()).contains(id.hex(), "does not decode");
        }
    }

    @Test
    void whatACrashLeftOfALeaderboardIsCleanedUp() throws IOException {
        fixture.open().close();
        Path projections = data.resolve("goals/" + NodeFixture.GOAL + "/projections");
        Path leftover = Files.createFile(projections.resolve(".leaderboard.json.123.ian-tmp"));
        fixture.open().close();
        assertThat(leftover).doesNotExist();
        assertThat(projections.resolve("leaderboard.json")).isRegularFile();
    }

    private static void uninterested(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
