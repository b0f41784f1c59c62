package network.ian.core.event;

import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/** What happened to a goal, told once after it became durable and visible. */
public sealed interface GoalEvent {

    String goalId();

    /**
     * An entry went into the canonical log at {@code logIndex}, which later entries with earlier keys may move.
     *
     * @param contributorId as in the entry's header; text of a stranger
     */
    record ContributionAdded(
            String goalId,
            Hash contributionId,
            String contributorId,
            Hash packHash,
            int logIndex,
            double score,
            Metrics metrics)
            implements GoalEvent {}

    /**
     * The node serves one more goal.
     *
     * @param name as in the goal's specification
     */
    record GoalAdded(String goalId, Hash topic, String name) implements GoalEvent {}

    /** The ranking changed. */
    record LeaderboardUpdate(String goalId, Hash leaderboardRoot) implements GoalEvent {}

    /** Entries from {@code fromIndex} on moved, because earlier ones arrived late. */
    record LogReorg(String goalId, int fromIndex, int logSize, Hash logRoot) implements GoalEvent {}
}
