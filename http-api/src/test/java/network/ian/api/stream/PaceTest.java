package network.ian.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void fewClientsAreServedAtOnceAndManyFiveTimesASecond() {
        pace.second(1, 0);
        assertThat(Duration.ofNanos(pace.interval())).isEqualTo(Duration.ofMillis(50));
        assertThat(pace.allowance()).isEqualTo(32 << 10);
        pace.second(1_500, 0);
        assertThat(Duration.ofNanos(pace.interval())).isEqualTo(Duration.ofMillis(200));
        assertThat(pace.allowance() * 1_500L * 5).isLessThanOrEqualTo(Pace.CALM_BYTES);
    }

    @Test
    void moreThanTheBudgetMakesItSlowUntilItHasBeenCalmForAWhile() {
        pace.second(1_000, Pace.CALM_BYTES + 1);
        assertThat(pace.isBusy()).isTrue();
        assertThat(Duration.ofNanos(pace.interval())).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.allowance() * 1_000L / 2).isLessThanOrEqualTo(Pace.BUSY_BYTES);
        pace.second(1_000, Pace.CALM_BYTES);
        pace.second(1_000, 0);
        pace.second(1_000, 0);
        assertThat(pace.isBusy()).isTrue();
        pace.second(1_000, 0);
        assertThat(pace.isBusy()).isFalse();
    }
}
