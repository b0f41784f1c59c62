package network.ian.api.activity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import network.ian.core.verdict.Reason;

/**
 * What became of one goal's contributions, minute by minute for the last hour, and altogether. Holds an hour of counters and
 * never more. Thread-safe.
 */
final class GoalActivity {

    static final int BUCKETS = 60;

    private final Supplier<OptionalInt> logSize;
    private final long[] accepted = new long[BUCKETS];
    private final long[] rejected = new long[BUCKETS];
    private final int[] logSizes = new int[BUCKETS];
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    private long minute;
    private long allAccepted;
    private long allRejected;
    private long allUndecided;

    /**
     * A minute.
     *
     * @param minute number of the minute since the first
     * @param logSize entries at its end, as last seen
     */
    record Bucket(long minute, long accepted, long rejected, int logSize) {}

    /** Everything at one moment; the running minute is last. */
    record Counts(List<Bucket> buckets, long accepted, long rejected, long undecided, Map<Reason, Long> rejections) {}

    /** @param logSize entries in the log now; empty while the goal is damaged */
    GoalActivity(Supplier<OptionalInt> logSize) {
        this.logSize = logSize;
        for (Reason reason : Reason.values()) {
            reasons.put(reason, 0L);
        }
        look(0);
    }

    synchronized void accepted(long now) {
        turnTo(now);
        accepted[place(minute)]++;
        allAccepted++;
    }

    synchronized void rejected(long now, Reason reason) {
        turnTo(now);
        rejected[place(minute)]++;
        allRejected++;
        reasons.merge(reason, 1L, Long::sum);
    }

    synchronized void undecided() {
        allUndecided++;
    }

    /** Notes how large the log is. */
    synchronized void look(long now) {
        turnTo(now);
        logSize.get().ifPresent(size -> logSizes[place(minute)] = size);
    }

    /** The last hour at most, from the first minute on. */
    synchronized Counts counts(long now) {
        look(now);
        List<Bucket> buckets = new ArrayList<>();
        for (long each = Math.max(0, minute - BUCKETS + 1); each <= minute; each++) {
            int place = place(each);
            buckets.add(new Bucket(each, accepted[place], rejected[place], logSizes[place]));
        }
        return new Counts(buckets, allAccepted, allRejected, allUndecided, new EnumMap<>(reasons));
    }

    /** Empties what lies between; a caller that read the clock before another counts in the other's minute. */
    private void turnTo(long now) {
        long first = Math.max(minute + 1, now - BUCKETS + 1);
        int size = logSizes[place(minute)];
        for (long each = first; each <= now; each++) {
            accepted[place(each)] = 0;
            rejected[place(each)] = 0;
            logSizes[place(each)] = size;
        }
        minute = Math.max(minute, now);
    }

    private static int place(long minute) {
        return (int) (minute % BUCKETS);
    }
}
