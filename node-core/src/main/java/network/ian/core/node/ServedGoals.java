package network.ian.core.node;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The goals that a node serves. They come in while it runs and stay until it stops. Thread-safe. */
final class ServedGoals {

    private final ConcurrentNavigableMap<String, Goal> byId = new ConcurrentSkipListMap<>();

    void add(Goal goal) {
        byId.put(goal.spec().goalId(), goal);
    }

    Optional<Goal> find(String goalId) {
        return Optional.ofNullable(byId.get(goalId));
    }

    /** A live view by id, ascending. */
    Collection<Goal> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Bytes of all journals now. */
    long bytesOnDisk() {
        return byId.values().stream().mapToLong(Goal::bytesOnDisk).sum();
    }
}
