package network.ian.core.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.Contribution;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.PackCodec;
import network.ian.core.event.GoalEvents;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalOptions;
import network.ian.core.log.IdSalt;
import network.ian.core.log.MergeSchedule;
import network.ian.core.projection.Leaderboard;
import network.ian.core.runtime.ManualClock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Verdict;

/** A ledger on a real journal, with a clock and a quota that the test moves. */
final class WriterFixture implements AutoCloseable {

    static final GoalSpec SPEC = GoalCatalog.demoGoal();
    static final long DATA_QUOTA = 100_000;

    final ManualClock clock = new ManualClock();
    /** What the quota takes for the size of all journals. */
    final AtomicLong used = new AtomicLong();

    final Journal journal;
    final Ledger ledger;
    /** For a test that plays a fault of the memory. */
    final Leaderboard leaderboard;

    private final WorkerPool merging = new WorkerPool("merge", 1, 1);
    private final NodeFixture contributions;
    private final AtomicInteger groups = new AtomicInteger();
    private int made;

    WriterFixture(Path directory) throws IOException {
        contributions = new NodeFixture(directory, 3);
        Files.createDirectories(directory);
        Replay replay = new Replay(SPEC, Optional.empty(), new IdSalt(1, 2), 3);
        journal = Journal.open(directory, SPEC.goalId(), SPEC.topic(), JournalOptions.defaults(), replay);
        Replay.Result state = emptyState(replay);
        leaderboard = state.leaderboard();
        Projector projector = new Projector(
                SPEC, state.log(), state.leaderboard(), state.sponsored(), journal, new GoalEvents(), Optional.empty());
        DeepMerges merges = new DeepMerges(state.log(), new MergeSchedule(clock::nanos), merging);
        Quota quota = Quota.of(directory, 0, DATA_QUOTA, Optional.of(0L), used::get);
        ledger = new Ledger(SPEC.goalId(), journal, projector, merges, quota, counting(), clock);
    }

    /** Groups that were made durable so far. */
    int groups() {
        return groups.get();
    }

    private Telemetry counting() {
        return new Telemetry() {
            @Override
            public void received(String goalId) {}

            @Override
            public void decided(String goalId, Outcome outcome, long nanos) {}

            @Override
            public void committed(String goalId, int entries, long nanos) {
                groups.incrementAndGet();
            }
        };
    }

    List<WriterTask.Append> appends(int count) {
        List<WriterTask.Append> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appends.add(append());
        }
        return appends;
    }

    /** An admitted contribution that is not in the log yet. */
    WriterTask.Append append() {
        AgentPack pack = contributions.pack();
        Bytes body = PackCodec.encode(pack);
        ContributionRequest request = contributions.signed(pack, clock.wall().millis() + made++);
        Contribution contribution = new Contribution(
                request.signedHeader(SPEC.topic(), PackCodec.hash(body)).orElseThrow(), pack, body);
        Metrics metrics = new Metrics(0.1, 0.1, 1, 1, 0.1, 12, 3000);
        Outcome outcome = new Outcome(
                new Verdict.Accept(),
                contribution.signed().id(),
                PackCodec.hash(body),
                false,
                Optional.of(metrics),
                OptionalDouble.of(SPEC.ranking().score(metrics)),
                OptionalInt.empty());
        return append(contribution, outcome);
    }

    /** As {@link #append}, from a peer's history. */
    WriterTask.Append history() {
        WriterTask.Append door = append();
        return new WriterTask.Append(door.contribution(), false, Entrance.HISTORY, door.outcome(), door.answer());
    }

    /** The same contribution once more. */
    static WriterTask.Append again(WriterTask.Append append) {
        return append(append.contribution(), append.outcome());
    }

    private static WriterTask.Append append(Contribution contribution, Outcome outcome) {
        return new WriterTask.Append(contribution, false, Entrance.DOOR, outcome, new CompletableFuture<>());
    }

    static long accepted(List<WriterTask.Append> appends) {
        return appends.stream()
                .filter(append -> append.answer().join().accepted())
                .count();
    }

    @Override
    public void close() {
        ledger.close();
        merging.close();
    }

    private static Replay.Result emptyState(Replay replay) {
        try {
            return replay.finish();
        } catch (RootMismatchException e) {
            throw new IllegalStateException(e);
        }
    }
}
