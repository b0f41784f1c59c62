package network.ian.client.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import network.ian.client.error.NodeException;
import network.ian.client.error.NodeRefusedException;
import network.ian.client.error.NodeUnreachableException;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final URI NODE = URI.create("http://n");

    @Test
    void delaysDoubleUpToABoundAndAreSpreadOverTheirUpperHalf() {
        NodeException gone = new NodeUnreachableException(NODE, "gone");
        long seed = 5;
        Random random = new Random(seed);
        for (int failures = 1; failures <= 80; failures++) {
            long whole = Math.min(500L << Math.min(failures - 1, 20), 30_000);
            for (int i = 0; i < 50; i++) {
                assertThat(Pace.DEFAULT.delay(failures, random, gone).toMillis())
                        .as("after %d failures, seed %d", failures, seed)
                        .isBetween(whole / 2, whole);
            }
        }
        Duration one = Pace.DEFAULT.delay(9, random, gone);
        assertThat(Pace.DEFAULT.delay(9, random, gone)).isNotEqualTo(one);
    }

    @Test
    void whoeverIsToldWhenToComeAgainDoesNotComeBeforeNorForeverLater() {
        Random random = new Random(6);
        assertThat(Pace.DEFAULT.delay(1, random, busy(5))).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
        assertThat(Pace.DEFAULT.delay(1, random, busy(86_400))).isEqualTo(Duration.ofSeconds(30));
    }

    private static NodeException busy(int seconds) {
        return new NodeRefusedException(NODE, 503, Optional.empty(), Optional.of(Duration.ofSeconds(seconds)));
    }
}
