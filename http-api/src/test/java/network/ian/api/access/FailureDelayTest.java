package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class FailureDelayTest {

    private static final String GUESSER = "192.0.2.1";

    private final ManualClock clock = new ManualClock();
    private final FailureDelay delay = new FailureDelay(clock);

    @Test
    void theFirstFailuresCostNothingThenEachDoublesTheWait() {
        for (int i = 0; i < FailureDelay.FREE - 1; i++) {
            delay.failed(GUESSER);
            assertThat(delay.secondsToWait(GUESSER)).isZero();
        }
        List<Integer> waits = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            delay.failed(GUESSER);
            waits.add(delay.secondsToWait(GUESSER));
            clock.advance(Duration.ofSeconds(delay.secondsToWait(GUESSER)).minusNanos(1));
            assertThat(delay.secondsToWait(GUESSER)).isOne();
            clock.advance(Duration.ofNanos(1));
            assertThat(delay.secondsToWait(GUESSER)).isZero();
        }
        assertThat(waits).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300);
    }

    @Test
    void othersDoNotWait() {
        for (int i = 0; i < 20; i++) {
            delay.failed("2001:db8:0:1::1");
        }
        assertThat(delay.secondsToWait("2001:db8:0:1::ffff")).isPositive();
        assertThat(delay.secondsToWait("2001:db8:0:2::1")).isZero();
        assertThat(delay.secondsToWait(GUESSER)).isZero();
    }

    @Test
    void aQuietWhileMakesGoodForAll() {
        for (int i = 0; i < FailureDelay.FREE; i++) {
            delay.failed(GUESSER);
        }
        clock.advance(Duration.ofSeconds(1 + FailureDelay.WINDOW_SECONDS));
        for (int i = 0; i < FailureDelay.FREE - 1; i++) {
            delay.failed(GUESSER);
        }
        assertThat(delay.secondsToWait(GUESSER)).isZero();
    }

    @Test
    void slowGuessingAddsUp() {
        for (int i = 0; i < FailureDelay.FREE; i++) {
            delay.failed(GUESSER);
            clock.advance(Duration.ofSeconds(FailureDelay.WINDOW_SECONDS - 1));
        }
        delay.failed(GUESSER);
        assertThat(delay.secondsToWait(GUESSER)).isEqualTo(2);
    }
}
