package network.ian.app.faults;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import network.ian.core.goal.GoalSpec;

/** All that one node ever acknowledged, to be held against it. Thread-safe. */
final class Promised {

    /** A contribution to a goal. */
    record Entry(String goal, String id) {}

    private final Set<Entry> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Entry> everywhere = ConcurrentHashMap.newKeySet();
    private final Set<Entry> dropping = ConcurrentHashMap.newKeySet();
    private final Set<Entry> dropped = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final List<GoalSpec> goals = new CopyOnWriteArrayList<>();

    /** Contributions that were accepted. */
    Set<Entry> accepted() {
        return accepted;
    }

    /** Those that every other node has too: a body that nobody else has can be dropped, and then nobody else ever gets it. */
    Set<Entry> everywhere() {
        return everywhere;
    }

    /** Whose bodies somebody asked to be dropped, answered or not. */
    Set<Entry> dropping() {
        return dropping;
    }

    /** Whose bodies are gone, as the node said. */
    Set<Entry> dropped() {
        return dropped;
    }

    /** API tokens that were made. */
    Set<String> tokens() {
        return tokens;
    }

    /** Goals that the node has, as it said. */
    List<GoalSpec> goals() {
        return goals;
    }
}
