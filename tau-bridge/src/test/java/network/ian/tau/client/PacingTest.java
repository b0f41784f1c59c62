package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Random;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class PacingTest {

    private final ManualClock clock = new ManualClock();
    private final Pacing pacing = new Pacing(clock, clock::advance);

    @Test
    void tenAtOnceThenFiveASecond() throws Exception {
        assertThat(seconds(10, false)).isZero();
        assertThat(seconds(20, false)).isEqualTo(4.0);
        clock.advance(Duration.ofMinutes(1));
        assertThat(seconds(10, false)).isZero();
        assertThat(seconds(1, false)).isEqualTo(0.2);
    }

    @Test
    void twoDearOnesAtOnceThenOneInTwoSeconds() throws Exception {
        assertThat(seconds(2, true)).isZero();
        assertThat(seconds(3, true)).isEqualTo(6.0);
        assertThat(seconds(8, false))
                .as("those that are not dear are not held up by them")
                .isZero();
    }

    @Test
    void dearOnesCountAmongAll() throws Exception {
        seconds(9, false);
        assertThat(seconds(2, true)).isEqualTo(0.2);
    }

    @Test
    void aRefusalEmptiesTheBudget() throws Exception {
        seconds(1, true);
        pacing.refused(false);
        assertThat(seconds(1, false)).isEqualTo(0.2);
        pacing.refused(true);
        assertThat(seconds(1, true)).isEqualTo(2.0);
    }

    @Test
    void anInterruptEndsTheWait() {
        Pacing interrupted = new Pacing(clock, time -> {
            throw new InterruptedException();
        });
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 11; i++) {
                        interrupted.beforeCommand(false);
                        interrupted.afterCommand(false);
                    }
                })
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The node's buckets, filled from the moment it takes a command, never run dry whatever the latencies are. */
    @Test
    void aNodeThatCountsAsTheFactsSayNeverRefuses() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("PacingTest seed " + seed);
        Random random = new Random(seed);
        Bucket all = new Bucket(10, 5);
        Bucket dear = new Bucket(2, 0.5);
        for (int i = 0; i < 20_000; i++) {
            boolean isDear = random.nextInt(10) == 0;
            pacing.beforeCommand(isDear);
            clock.advance(latency(random));
            assertThat(all.takes(clock.nanos()) && (!isDear || dear.takes(clock.nanos())))
                    .as("command %d, seed %d", i, seed)
                    .isTrue();
            clock.advance(latency(random));
            pacing.afterCommand(isDear);
            if (random.nextInt(50) == 0) {
                clock.advance(Duration.ofMillis(random.nextInt(10_000)));
            }
        }
    }

    private static Duration latency(Random random) {
        return Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(3_000) : random.nextInt(3));
    }

    private double seconds(int commands, boolean isDear) throws Exception {
        long before = clock.nanos();
        for (int i = 0; i < commands; i++) {
            pacing.beforeCommand(isDear);
            pacing.afterCommand(isDear);
        }
        return (clock.nanos() - before) / 1e9;
    }

    private static final class Bucket {

        private static final double ROUNDING = 1e-6;

        private final double burst;
        private final double perSecond;
        private double tokens;
        private long at;

        private Bucket(double burst, double perSecond) {
            this.burst = burst;
            this.perSecond = perSecond;
            this.tokens = burst;
        }

        private boolean takes(long now) {
            tokens = Math.min(burst, tokens + (now - at) / 1e9 * perSecond);
            at = now;
            tokens -= 1;
            return tokens >= -ROUNDING;
        }
    }
}
