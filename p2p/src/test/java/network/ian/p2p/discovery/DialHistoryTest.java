package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import network.ian.core.config.HostPort;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class DialHistoryTest {

    private static final long LONGEST = DialHistory.LONGEST_NANOS;
    private final ManualClock clock = new ManualClock();
    private final DialHistory history = new DialHistory(clock, new Random(3));
    private final Endpoint endpoint = endpoint(1);

    @Test
    void waitsTwiceAsLongEachTimeUpToTenMinutes() {
        long expected = 1;
        for (int failure = 1; failure < 40; failure++) {
            history.failed(endpoint, LONGEST);
            assertThat(waited().toMillis()).as("failure %d", failure).isBetween(expected * 500, expected * 1500 + 100);
            expected = Math.min(600, expected * 2);
        }
    }

    @Test
    void successForgets() {
        for (int i = 0; i < 9; i++) {
            history.failed(endpoint, LONGEST);
        }
        history.cleared(endpoint);
        assertThat(history.due(endpoint)).isTrue();
        history.failed(endpoint, LONGEST);
        assertThat(waited()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void crowdedNodeIsNotAFailingOne() {
        history.failed(endpoint, LONGEST);
        history.failed(endpoint, LONGEST);
        history.crowded(endpoint, LONGEST);
        assertThat(history.failures(endpoint)).isZero();
        assertThat(waited()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(6100));
    }

    @Test
    void isBounded() {
        for (int i = 0; i < 20_000; i++) {
            history.failed(endpoint(i), LONGEST);
        }
        assertThat(history.size()).isEqualTo(8192);
    }

    private Duration waited() {
        Duration waited = Duration.ZERO;
        while (!history.due(endpoint)) {
            clock.advance(Duration.ofMillis(50));
            waited = waited.plusMillis(50);
        }
        return waited;
    }

    private static Endpoint endpoint(int number) {
        return Endpoint.of(new HostPort("203." + number / 65536 + "." + number / 256 % 256 + "." + number % 256, 9000))
                .orElseThrow();
    }
}
