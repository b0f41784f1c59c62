package network.ian.api.equity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class CpuBudgetTest {

    private static final long SEED = 61;

    private final ManualClock clock = new ManualClock();
    private final CpuBudget budget = new CpuBudget(0.1, Duration.ofSeconds(2).toNanos(), clock);

    @Test
    void whatIsSavedMayBeSpentAtOnceAndThenAShareOfTheTime() {
        assertThat(budget.secondsToWait()).isZero();
        budget.spend(Duration.ofSeconds(3).toNanos());
        assertThat(budget.secondsToWait()).isEqualTo(11);
        clock.advance(Duration.ofSeconds(9));
        assertThat(budget.secondsToWait()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(budget.secondsToWait()).isZero();
    }

    @Test
    void noMoreIsSavedThanTheBound() {
        clock.advance(Duration.ofDays(400));
        budget.spend(Duration.ofSeconds(2).toNanos());
        assertThat(budget.secondsToWait()).isPositive();
    }

    @Test
    void whoeverAlwaysAsksGetsItsShareAndNoMore() {
        SplittableRandom random = new SplittableRandom(SEED);
        Duration spent = Duration.ZERO;
        for (int i = 0; i < 100_000; i++) {
            if (budget.secondsToWait() == 0) {
                Duration work = Duration.ofMillis(random.nextInt(1, 200));
                budget.spend(work.toNanos());
                spent = spent.plus(work);
            }
            clock.advance(Duration.ofMillis(10));
        }
        // 1,000 s went by: a tenth of it, what was saved, and one overdraft.
        assertThat(spent)
                .as("seed %d", SEED)
                .isBetween(Duration.ofSeconds(95), Duration.ofSeconds(102).plusMillis(200));
    }
}
