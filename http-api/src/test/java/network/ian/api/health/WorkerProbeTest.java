package network.ian.api.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.runtime.WorkerPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerProbeTest {

    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final WorkerPool workers = new WorkerPool("probed", 1, 1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final WorkerProbe probe = new WorkerProbe(workers, settled::get, now::get);

    @AfterEach
    void close() {
        release.countDown();
        workers.close();
    }

    @Test
    void idleWorkersAreFineHoweverRarelyOneLooks() {
        for (int i = 0; i < 3; i++) {
            assertThat(probe.problem()).isEmpty();
            await().until(() -> workers.queued() == 0 && workers.running() == 0);
            now.addAndGet(60 * MINUTE);
        }
    }

    @Test
    void workersThatFinishNothingAreNoticed() {
        block();
        assertThat(probe.problem()).isEmpty();
        now.addAndGet(MINUTE);
        assertThat(probe.problem()).isEmpty();
        now.addAndGet(1);
        assertThat(probe.problem()).hasValueSatisfying(text -> assertThat(text).contains("1 of 1 workers busy"));
        release.countDown();
        await().until(() -> workers.queued() == 0 && workers.running() == 0);
        assertThat(probe.problem()).isEmpty();
    }

    @Test
    void aFullQueueThatMovesIsFine() {
        block();
        workers.offer(() -> {});
        assertThat(probe.problem()).isEmpty();
        for (int i = 0; i < 5; i++) {
            now.addAndGet(MINUTE);
            settled.incrementAndGet();
            assertThat(probe.problem()).isEmpty();
        }
        now.addAndGet(MINUTE + 1);
        assertThat(probe.problem()).isPresent();
    }

    private void block() {
        workers.offer(() -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> workers.running() == 1);
    }
}
