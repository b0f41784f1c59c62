package network.ian.benchmarks.http;

import java.nio.charset.StandardCharsets;
import network.ian.core.goal.GoalCatalog;

/** What is read, of the demo's goal. */
enum Target {
    /** A goal's state, about 1 KB. */
    STATUS("status"),
    /** The default page, which has 100 entries. */
    LEADERBOARD("leaderboard");

    private final String word;

    Target(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** The octets of a request, as a reader sends them again and again. */
    byte[] request() {
        String head = "GET /api/v1/" + word + "/" + GoalCatalog.DEMO_GOAL + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
