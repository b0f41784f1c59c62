package network.ian.core.node;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.ian.core.contribution.AgentPack;
import network.ian.core.crypto.Hash;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.finality.FoldStart;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.Judge;
import network.ian.core.ingest.Outcome;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.verdict.Verdict;

/** One goal of this node: its rules, its judge, its writer, and what it answers. Thread-safe. */
public final class Goal {

    private final GoalSpec spec;
    private final Judge judge;
    private final GoalCounters counters;
    private final Optional<GoalWriter> writer;
    private final Optional<FoldStart> foldStart;
    private final GoalHealth damage;

    private Goal(
            GoalSpec spec,
            Judge judge,
            GoalCounters counters,
            Optional<GoalWriter> writer,
            Optional<FoldStart> foldStart,
            GoalHealth damage) {
        this.spec = spec;
        this.judge = judge;
        this.counters = counters;
        this.writer = writer;
        this.foldStart = foldStart;
        this.damage = damage;
    }

    static Goal serving(GoalSpec spec, Judge judge, GoalCounters counters, GoalWriter writer, FoldStart foldStart) {
        return new Goal(spec, judge, counters, Optional.of(writer), Optional.of(foldStart), GoalHealth.SERVING);
    }

    /** A goal whose stored log cannot be trusted: it says so and answers nothing else. */
    static Goal damaged(GoalSpec spec, Judge judge, GoalCounters counters, String detail) {
        GoalHealth damage = new GoalHealth(GoalHealth.State.DAMAGED, detail);
        return new Goal(spec, judge, counters, Optional.empty(), Optional.empty(), damage);
    }

    public GoalSpec spec() {
        return spec;
    }

    public GoalCounters counters() {
        return counters;
    }

    public GoalHealth health() {
        return writer.map(GoalWriter::health).orElse(damage);
    }

    /** What the goal answers now; empty while it is damaged. */
    public Optional<GoalView> view() {
        return writer.map(GoalWriter::view);
    }

    /** Nanoseconds since the writer last showed that it is alive; 0 for a damaged goal, which has none. */
    public long silentNanos() {
        return writer.map(GoalWriter::silentNanos).orElse(0L);
    }

    /** Nanoseconds since the goal failed ({@link GoalHealth.State#FAILED}); 0 while it has not. */
    public long failedNanos() {
        return writer.map(GoalWriter::failedNanos).orElse(0L);
    }

    /** Contributions that wait for the writer. */
    public int queued() {
        return writer.map(GoalWriter::queued).orElse(0);
    }

    /** Most contributions that may wait for the writer; 0 for a damaged goal, which has none. */
    public int queueCapacity() {
        return writer.isPresent() ? GoalWriter.QUEUE_CAPACITY : 0;
    }

    /** Bytes of the goal's journal on disk; 0 while it is damaged. */
    long bytesOnDisk() {
        return writer.map(GoalWriter::bytesOnDisk).orElse(0L);
    }

    /** Removes a body from disk; header, leaf and proofs stay. False if there is none by that id, or no body left. */
    public boolean dropBody(Hash contributionId) {
        return writer.map(w -> w.dropBody(contributionId)).orElse(false);
    }

    /**
     * The goal's state as exactly the records of its journal up to a commit record make it. What waits to be merged is merged
     * before, so that intake may stop for a moment; a few milliseconds as a rule.
     *
     * @return empty if the goal is damaged, has failed or is stopping
     */
    public CompletableFuture<Optional<GoalSnapshot>> cut() {
        return writer.map(w -> w.cut(counters.rejected()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Draws what a pack earned; runs as long as its evaluation, on the caller's thread. */
    public CurveResult curve(Hash packHash, AgentPack pack) {
        return judge.curve(packHash, pack);
    }

    /** Has the next evaluation of a pack that could not be decided run at once, for whoever saw to it that it has a better chance. */
    public void forgetUndecided(Hash packHash) {
        judge.forgetUndecided(packHash);
    }

    /** Whether deciding a single contribution may take seconds. */
    public boolean hasLongEvaluations() {
        return judge.mayTakeSeconds();
    }

    Judge judge() {
        return judge;
    }

    Optional<GoalWriter> writer() {
        return writer;
    }

    /** What finality begins with; empty for a damaged goal. */
    Optional<FoldStart> foldStart() {
        return foldStart;
    }

    /** Why nothing is taken in now, in words. */
    Optional<String> closedBecause() {
        GoalHealth health = health();
        return health.takesContributions() ? Optional.empty() : Optional.of(health.detail());
    }

    /** False if the writer's queue is full. */
    boolean append(WriterTask.Append append) {
        return writer.map(w -> w.offer(append)).orElse(false);
    }

    /** The answer to a contribution id that is in the set already. */
    Optional<Outcome> known(Hash id) {
        return view().flatMap(view -> duplicate(view, id));
    }

    void count(Outcome outcome) {
        boolean answeredForGood = !(outcome.verdict() instanceof Verdict.Undecided);
        if (answeredForGood && !outcome.accepted()) {
            counters.countRejected();
        }
    }

    private Optional<Outcome> duplicate(GoalView view, Hash id) {
        OptionalLong locator = view.log().locatorOf(id);
        return locator.isEmpty()
                ? Optional.empty()
                : Optional.of(Answers.duplicate(
                        spec,
                        view.entries().entry(locator.getAsLong()),
                        view.log().positionOf(id)));
    }
}
