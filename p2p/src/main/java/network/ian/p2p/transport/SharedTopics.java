package network.ian.p2p.transport;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.node.Goal;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.FrameLimits;
import network.ian.p2p.wire.WireLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The goals that this node tells its peers of, by topic. The protocol's thread reads and adds; the frame limits may be asked for
 * on any thread. A goal whose log is damaged takes no part.
 */
final class SharedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTopics.class);

    private final Map<Hash, Goal> goals = new LinkedHashMap<>();
    private volatile FrameLimits frames = new FrameLimits(0);

    SharedTopics(Iterable<Goal> served) {
        served.forEach(this::add);
    }

    /** A live view, for the protocol's thread. */
    Map<Hash, Goal> goals() {
        return Collections.unmodifiableMap(goals);
    }

    List<GoalSet> sets() {
        return goals.values().stream().map(GoalEntries::setOf).toList();
    }

    /**
     * Takes a goal in and makes room for frames with its bodies, which no peer may send before it is told of the goal.
     *
     * @return its set; empty if the goal is there already, or takes no part
     */
    Optional<GoalSet> add(Goal goal) {
        Hash topic = goal.spec().topic();
        if (goals.containsKey(topic) || goal.view().isEmpty()) {
            return Optional.empty();
        }
        if (goals.size() >= WireLimits.HEADS) {
            LOG.error(
                    "Goal {} stays unknown to peers: they can be told of {} goals at most",
                    goal.spec().goalId(),
                    WireLimits.HEADS);
            return Optional.empty();
        }
        goals.put(topic, goal);
        frames = new FrameLimits(
                Math.max(frames.maxBodyBytes(), goal.spec().limits().maxPackBytes()));
        return Optional.of(GoalEntries.setOf(goal));
    }

    /** What the goals so far need. Only grows. */
    FrameLimits frames() {
        return frames;
    }
}
