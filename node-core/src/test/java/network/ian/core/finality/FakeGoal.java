package network.ian.core.finality;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.goal.Ranking;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.AddResult;
import network.ian.core.log.Entry;
import network.ian.core.log.GoalLog;
import network.ian.core.log.IdSalt;
import network.ian.core.log.LogLoader;
import network.ian.core.log.LogView;
import network.ian.core.log.MergeTask;
import network.ian.core.log.ShallowLogs;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;
import network.ian.core.state.LastAnchor;

/** A goal whose journal is a list, and whose writer is whoever calls. Counts what is read. */
final class FakeGoal implements AnchoredGoal {

    static final GoalSpec SPEC = GoalSpecCodec.decode("spec", """
            {"goal_id":"G1","name":"A goal","kinds":["agent_pack"],"leaderboard_capacity":4,
             "harness":{"id":"trading-v1","parameters":{}},
             "limits":{"episodes":3,"steps":100},
             "thresholds":{"min_reward":"-0.25","max_risk":"1","max_complexity":"20"}}
            """.getBytes(UTF_8));

    private static final int DEEPEST = 6;

    /** In order of arrival; a locator is an index. */
    final List<StoredEntry> journal;

    final List<Freezing> freezings = new ArrayList<>();
    GoalLog log;
    Optional<LastAnchor> anchor;
    int reads;
    boolean refuses;
    volatile Runnable beforeReading = () -> {};
    private Leaderboard board;
    private Optional<MergeTask> merge = Optional.empty();

    /** A node that starts with {@code journal} and what was frozen then. */
    FakeGoal(List<StoredEntry> journal, List<Segment> frozen, Optional<LastAnchor> anchor) {
        this.journal = new ArrayList<>(journal);
        this.anchor = anchor;
        LogLoader loader = new LogLoader(new IdSalt(1, 2));
        for (int i = 0; i < journal.size(); i++) {
            loader.add(journal.get(i).id(), journal.get(i).timestampMs(), i);
        }
        log = ShallowLogs.finish(loader, List.of(Segment.concatenated(frozen)), DEEPEST);
        board = new Leaderboard(SPEC.leaderboardCapacity(), Ranking.Mode.SCALAR, log.canonicalOrder());
        IntStream.range(0, log.size()).forEach(position -> offer(log.view().ordinalAt(position)));
    }

    FakeGoal() {
        this(List.of(), List.of(), Optional.empty());
    }

    /** The next one is no later than the last. */
    void add(StoredEntry entry) {
        if (log.view().contains(entry.id())) {
            return;
        }
        AddResult result = log.add(List.of(new Entry(entry.id(), entry.timestampMs(), journal.size())));
        journal.add(entry);
        result.change().placed().forEach(this::offer);
    }

    void addAll(List<StoredEntry> entries) {
        entries.forEach(this::add);
    }

    boolean has(StoredEntry entry) {
        return log.view().contains(entry.id());
    }

    void startMerge() {
        if (merge.isEmpty()) {
            merge = log.startMerge();
        }
    }

    void finishMerge() {
        merge.ifPresent(task -> log.finishMerge(task.call()).placed().forEach(this::offer));
        merge = Optional.empty();
    }

    List<Candidate> ranked() {
        return board.view().ranked();
    }

    @Override
    public GoalSpec spec() {
        return SPEC;
    }

    @Override
    public LogView log() {
        return log.view();
    }

    @Override
    public StoredEntry entry(long locator) {
        reads++;
        beforeReading.run();
        return journal.get((int) locator);
    }

    @Override
    public CompletableFuture<Answer> freeze(Freezing freezing) {
        freezings.add(freezing);
        return CompletableFuture.completedFuture(refuses ? Answer.REFUSED : apply(freezing));
    }

    private Answer apply(Freezing freezing) {
        if (!log.refreezeInPlace(freezing.keep(), freezing.more())) {
            if (freezing.ranking().isEmpty()) {
                return Answer.NEEDS_RANKING;
            }
            log.refreeze(freezing.keep(), freezing.more());
            board.rebuild(freezing.ranking().get().standing());
            LogView over = freezing.ranking().get().over();
            IntStream.concat(
                            IntStream.of(over.pending()),
                            IntStream.range(over.entryCount(), log.view().entryCount()))
                    .filter(ordinal -> log.view().positionOf(ordinal).isPresent())
                    .forEach(this::offer);
        }
        anchor = freezing.anchor();
        return Answer.DONE;
    }

    private void offer(int ordinal) {
        StoredEntry entry = journal.get((int) log.view().locatorOf(ordinal));
        board.offer(candidate(ordinal, entry));
    }

    static Candidate candidate(int ordinal, StoredEntry entry) {
        return new Candidate(
                ordinal,
                entry.id(),
                entry.timestampMs(),
                entry.packHash(),
                FoldEntries.CONTRIBUTOR,
                entry.metrics(),
                SPEC.ranking().score(entry.metrics()));
    }
}
