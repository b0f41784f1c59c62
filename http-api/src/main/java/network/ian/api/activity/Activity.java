package network.ian.api.activity;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.core.ingest.Outcome;
import network.ian.core.node.Goal;
import network.ian.core.node.Node;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.telemetry.Telemetry;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;

/**
 * Counts what the node answers to contributions, its clients' and its peers' alike, since it was started. Minutes follow the
 * monotonic clock from a whole minute of the wall clock on. Thread-safe.
 */
public final class Activity implements Telemetry {

    public static final int BUCKET_SECONDS = 60;

    private static final long MINUTE_MS = 60_000;
    private static final long NANOS_PER_MS = 1_000_000;

    private final MonotonicClock ticker;
    private final long originNanos;
    private final long fromMs;
    private final long firstMinuteMs;
    private final Node node;
    private final Map<String, GoalActivity> goals = new ConcurrentHashMap<>();

    /**
     * A minute of a goal.
     *
     * @param startMs by the wall clock that was right at the start, in milliseconds since the epoch
     * @param logSize entries in the log at its end, or now
     */
    public record Minute(long startMs, long accepted, long rejected, int logSize) {}

    /**
     * What was counted for a goal.
     *
     * @param minutes the last 60 at most, oldest first; the running one is last
     * @param rejections by every reason there is
     */
    public record Counted(
            List<Minute> minutes, long accepted, long rejected, long undecided, Map<Reason, Long> rejections) {}

    public Activity(Node node, MonotonicClock ticker, InstantSource clock) {
        this.ticker = ticker;
        this.originNanos = ticker.nanos();
        this.fromMs = clock.millis();
        this.firstMinuteMs = fromMs - Math.floorMod(fromMs, MINUTE_MS);
        this.node = node;
    }

    /** Since when it counts, by the wall clock, in milliseconds since the epoch. */
    public long fromMs() {
        return fromMs;
    }

    /** What was counted for a goal; empty if the node has none of that name. */
    public Optional<Counted> of(String goalId) {
        return node.goal(goalId)
                .map(this::activity)
                .map(goal -> goal.counts(minute()))
                .map(counts -> new Counted(
                        counts.buckets().stream()
                                .map(bucket -> new Minute(
                                        firstMinuteMs + bucket.minute() * MINUTE_MS,
                                        bucket.accepted(),
                                        bucket.rejected(),
                                        bucket.logSize()))
                                .toList(),
                        counts.accepted(),
                        counts.rejected(),
                        counts.undecided(),
                        counts.rejections()));
    }

    /** Notes how large the logs are, so that a minute in which nobody asks has a size as well. */
    public void look() {
        node.goals().forEach(goal -> activity(goal).look(minute()));
    }

    @Override
    public void received(String goalId) {}

    @Override
    public void decided(String goalId, Outcome outcome, long nanos) {
        node.goal(goalId).ifPresent(goal -> decided(activity(goal), outcome));
    }

    private void decided(GoalActivity goal, Outcome outcome) {
        Verdict verdict = outcome.verdict();
        if (outcome.accepted()) {
            goal.accepted(minute());
        } else if (verdict instanceof Verdict.Reject reject) {
            goal.rejected(minute(), reject.reason());
        } else if (verdict instanceof Verdict.Ignore ignore) {
            goal.rejected(minute(), ignore.reason());
        } else {
            goal.undecided();
        }
    }

    @Override
    public void committed(String goalId, int entries, long nanos) {}

    /** Made when it is first asked for: a goal may be added at any time. As many as the node's goals. */
    private GoalActivity activity(Goal goal) {
        return goals.computeIfAbsent(goal.spec().goalId(), id -> new GoalActivity(() -> logSize(goal)));
    }

    private long minute() {
        long elapsedMs = (ticker.nanos() - originNanos) / NANOS_PER_MS;
        return (fromMs - firstMinuteMs + elapsedMs) / MINUTE_MS;
    }

    private static OptionalInt logSize(Goal goal) {
        return goal.view().stream().mapToInt(view -> view.log().size()).findFirst();
    }
}
