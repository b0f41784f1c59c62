package network.ian.app.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.app.endtoend.NodeProcess;
import network.ian.app.endtoend.Reply;

/** One goal, and what nodes promised the contributors to it. Thread-safe. */
final class Contest {

    private static final int PAGE = 1_000;

    private final String goal;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();

    Contest(String goal) {
        this.goal = goal;
    }

    String goal() {
        return goal;
    }

    /** Takes down a verdict; fails if the answer is neither one nor a request to come back. */
    void take(Reply reply, int requestOctets) {
        if (reply.status() == 503 || reply.status() == 429) {
            busy.incrementAndGet();
        } else if (reply.withStatus(200).accepted()) {
            acknowledged.add(reply.data().path("contribution_id").asText());
            octets.addAndGet(requestOctets);
        } else {
            refused.incrementAndGet();
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Octets of the accepted requests. */
    long octets() {
        return octets.get();
    }

    JsonNode state(NodeProcess node) {
        return node.api().get("/api/v1/status/" + goal).withStatus(200).data();
    }

    /** Log and leaderboard in one word, for comparison. */
    String roots(NodeProcess node) {
        JsonNode state = state(node);
        return state.path("log_size").asLong() + " " + state.path("log_root").asText() + " "
                + state.path("leaderboard_root").asText();
    }

    /** What was promised, and the node does not have in its log. */
    List<String> missingFrom(NodeProcess node) {
        Set<String> held = new HashSet<>();
        JsonNode entries;
        int from = 0;
        do {
            entries = node.api()
                    .get("/api/v1/log/" + goal + "?from=" + from + "&limit=" + PAGE)
                    .withStatus(200)
                    .data()
                    .path("entries");
            entries.forEach(entry -> held.add(entry.path("contribution_id").asText()));
            from += entries.size();
        } while (!entries.isEmpty());
        List<String> missing = new ArrayList<>(acknowledged);
        missing.removeIf(held::contains);
        return missing;
    }

    @Override
    public String toString() {
        return goal + ": " + acknowledged.size() + " accepted, " + refused + " not good enough, " + busy
                + " times asked to come back";
    }
}
