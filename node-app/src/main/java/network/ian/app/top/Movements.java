package network.ian.app.top;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import network.ian.app.top.Snapshot.Movement;

/** Remembers the ranks of the last minute, to say who has moved. Not thread-safe. */
final class Movements {

    private static final long SPAN_MS = Duration.ofMinutes(1).toMillis();
    /** Looks that are kept at most: the span is kept by whoever looks once a second or less often. */
    private static final int MOST = 120;

    private final Deque<Ranks> past = new ArrayDeque<>();
    private String goal = "";

    private record Ranks(long timeMs, Map<String, Integer> byId) {}

    /**
     * Takes in the ranks of now.
     *
     * @param byId rank by contribution id
     * @return how each one moved against the oldest ranks of the last minute
     */
    Map<String, Movement> note(String goalId, long timeMs, Map<String, Integer> byId) {
        if (!goal.equals(goalId)) {
            goal = goalId;
            past.clear();
        }
        while (!past.isEmpty() && timeMs - past.peekFirst().timeMs() > SPAN_MS) {
            past.removeFirst();
        }
        Map<String, Integer> before = past.isEmpty() ? byId : past.peekFirst().byId();
        if (past.size() < MOST) {
            past.addLast(new Ranks(timeMs, Map.copyOf(byId)));
        }
        Map<String, Movement> moved = new HashMap<>();
        byId.forEach((id, rank) -> {
            Integer earlier = before.get(id);
            moved.put(id, earlier == null ? new Movement(true, 0) : new Movement(false, earlier - rank));
        });
        return moved;
    }
}
