package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.TauStatus.Breaker;
import network.ian.tau.RecordedLog;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;

/** A guard with the settings of the runbook round a fake node; time goes by only by hand and by its pauses. */
final class GuardBench implements AutoCloseable {

    final IOException refused = new IOException("connection refused");
    final TauTransaction transaction =
            GoldenVectors.transaction(GoldenVectors.transactions().findFirst().orElseThrow());
    final ManualClock clock = new ManualClock();
    final FakeTau fake = new FakeTau();
    final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
    final List<Duration> pauses = new ArrayList<>();
    final RecordedLog log = new RecordedLog(TauBreaker.class);
    TauBreaker breaker = new TauBreaker(GuardSettings.RUNBOOK, clock);
    GuardedTau guard = guard(GuardSettings.RUNBOOK, 1);

    /** A guard with the breaker as it is. */
    private GuardedTau guard(GuardSettings settings, long seed) {
        return new GuardedTau(fake, breaker, settings, alarm, new Random(seed), time -> {
            pauses.add(time);
            clock.advance(time);
        });
    }

    /** Goes on with a breaker that has counted nothing yet. */
    void renew(GuardSettings settings, long seed) {
        breaker = new TauBreaker(settings, clock);
        guard = guard(settings, seed);
    }

    /** Goes on with one attempt for each call, so that calls and failures can be counted. */
    void withoutRetries(Duration limit) {
        GuardSettings book = GuardSettings.RUNBOOK;
        guard = guard(
                new GuardSettings(
                        book.failures(),
                        book.open(),
                        book.successes(),
                        limit,
                        limit,
                        1,
                        book.firstPause(),
                        book.longestPause()),
                1);
    }

    /** Has five calls fail, which opens the breaker. */
    void open() {
        withoutRetries(Duration.ofSeconds(30));
        fake.fails(5, refused);
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.state()).isEqualTo(Breaker.CLOSED);
            assertThatThrownBy(() -> guard.head()).isSameAs(refused);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.OPEN);
    }

    @Override
    public void close() {
        log.close();
        alarm.shutdownNow();
    }
}
