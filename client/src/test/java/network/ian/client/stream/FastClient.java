package network.ian.client.stream;

import java.time.Duration;
import java.util.Random;
import network.ian.client.IanClient;

/** Clients that wait for milliseconds only before they connect anew. */
final class FastClient {

    static final Pace PACE =
            new Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(4), Duration.ofSeconds(20));

    private FastClient() {}

    static IanClient of(FakeStream node) {
        return IanClient.to(node.url()).pace(PACE).random(new Random(7)).build();
    }
}
