package network.ian.client.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/** Something that happened at a node. Text in it may be hostile: escape it before it is shown. */
public sealed interface StreamEvent {

    /** What all events have. */
    Envelope envelope();

    /**
     * Where an event stands in its stream.
     *
     * @param cursor what {@link Subscription#since} takes to go on behind this event
     * @param goalId empty where it is about no goal
     * @param timestampMs the node's wall clock in milliseconds since the epoch, for information
     */
    record Envelope(String cursor, Optional<String> goalId, long timestampMs) {}

    /** What {@link Subscription#since} takes to go on behind this event. */
    default String cursor() {
        return envelope().cursor();
    }

    /** Empty where the event is about no goal. */
    default Optional<String> goalId() {
        return envelope().goalId();
    }

    /** The node's wall clock in milliseconds since the epoch, for information. */
    default long timestampMs() {
        return envelope().timestampMs();
    }

    /**
     * A contribution was accepted.
     *
     * @param logIndex position then; empty while it waits for a merge
     */
    record ContributionAdded(
            Envelope envelope,
            Hash contributionId,
            String contributorId,
            Hash packHash,
            OptionalLong logIndex,
            double score,
            Metrics metrics)
            implements StreamEvent {}

    /** Entries from an index on moved, because earlier ones arrived late. */
    record LogReorg(Envelope envelope, long fromIndex, long logSize, Hash logRoot) implements StreamEvent {}

    /** The leaderboard changed. */
    record LeaderboardUpdate(Envelope envelope, Hash leaderboardRoot) implements StreamEvent {}

    /**
     * A peer connected.
     *
     * @param direction {@code inbound} or {@code outbound}
     * @param score 0 to 200
     */
    record PeerConnected(Envelope envelope, String nodeId, String address, String direction, double score)
            implements StreamEvent {}

    /** A peer is connected no longer; fields as in {@link PeerConnected}. */
    record PeerDisconnected(Envelope envelope, String nodeId, String address, String direction, double score)
            implements StreamEvent {}

    /**
     * How a goal's log stands against those of the peers.
     *
     * @param state {@code isolated}, {@code syncing}, {@code synchronized} or {@code diverged}
     * @param lag entries that the best peers advertise and the node lacks
     */
    record SyncProgress(Envelope envelope, String state, long lag, long logSize, Hash logRoot) implements StreamEvent {}

    /**
     * An anchor came onto the best chain, or settled.
     *
     * @param block number of its block
     * @param size entries of the anchored prefix
     * @param transaction as the node names it; empty where it does not
     */
    record TauCommit(Envelope envelope, long block, long size, Hash root, boolean settled, Optional<String> transaction)
            implements StreamEvent {}

    /**
     * The node serves one more goal. Told to every subscription, also to one of another goal.
     *
     * @param id of the new goal
     */
    record GoalAdded(Envelope envelope, String id, Hash topic, String name) implements StreamEvent {}

    /**
     * Events are missing here. Read the log and the leaderboard again.
     *
     * @param missed how many; empty if unknown
     * @param reason {@code restarted} (the node), {@code expired} (the cursor is older than what is kept) or {@code overrun} (the node left events out)
     */
    record Gap(Envelope envelope, OptionalLong missed, String reason) implements StreamEvent {}

    /** An event that is newer than this program. */
    record Other(Envelope envelope, String type, JsonNode data) implements StreamEvent {}
}
