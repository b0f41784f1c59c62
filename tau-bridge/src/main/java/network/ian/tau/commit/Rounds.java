package network.ian.tau.commit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;

/** When a round of proposals is due: each interval, after so many new entries, or when asked. */
final class Rounds {

    /** A busy goal has at most this many rounds per interval. */
    private static final int MOST_PER_INTERVAL = 10;

    private final List<CommitGoal> goals;
    private final CommitSettings settings;
    private final ToIntFunction<Hash> logSize;
    private final MonotonicClock time;
    private final Map<Hash, Integer> sizes = new HashMap<>();
    private boolean asked = true;
    private long lastNanos;

    /** The first round is due at once: there may have been no node for long. */
    Rounds(List<CommitGoal> goals, CommitSettings settings, ToIntFunction<Hash> logSize, MonotonicClock time) {
        this.goals = goals;
        this.settings = settings;
        this.logSize = logSize;
        this.time = time;
        this.lastNanos = time.nanos();
    }

    void ask() {
        asked = true;
    }

    boolean due(OutboxContent content) {
        long since = time.nanos() - lastNanos;
        return asked
                || since >= settings.interval().toNanos()
                || (since >= settings.interval().toNanos() / MOST_PER_INTERVAL
                        && goals.stream().anyMatch(goal -> manyNew(goal, content)));
    }

    /** How long until the interval is over; zero if it is. */
    Duration untilDue() {
        long left = settings.interval().toNanos() - (time.nanos() - lastNanos);
        return asked || left < 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** Goals whose log is longer than what is anchored. */
    List<CommitGoal> grown(OutboxContent content) {
        return goals.stream()
                .filter(goal -> logSize.applyAsInt(goal.topic()) > content.anchoredSize(goal.topic()))
                .toList();
    }

    /**
     * A round is over.
     *
     * @param more whether a goal is left over, so that the next round is due at once
     */
    void over(boolean more) {
        asked = more;
        lastNanos = time.nanos();
        goals.forEach(goal -> sizes.put(goal.topic(), logSize.applyAsInt(goal.topic())));
    }

    /** Entries that are too young for the last round count once: they are anchored when the interval is over. */
    private boolean manyNew(CommitGoal goal, OutboxContent content) {
        int known = Math.max(content.anchoredSize(goal.topic()), sizes.getOrDefault(goal.topic(), 0));
        return logSize.applyAsInt(goal.topic()) - known >= settings.contributions();
    }
}
