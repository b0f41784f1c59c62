package network.ian.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(20)
class WorkerPoolTest {

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void refusesWhenTheQueueIsFullAndTakesAgainWhenItIsNot() throws Exception {
        try (WorkerPool pool = new WorkerPool("t", 1, 2)) {
            assertThat(pool.offer(this::block)).isTrue();
            running.await();
            assertThat(pool.offer(() -> {})).isTrue();
            assertThat(pool.submit(() -> 1)).isPresent();
            assertThat(pool.queued()).isEqualTo(2).isEqualTo(pool.queueCapacity());
            assertThat(pool.running()).isEqualTo(1).isEqualTo(pool.threads());

            assertThat(pool.offer(() -> {})).isFalse();
            assertThat(pool.submit(() -> 1)).isEmpty();

            release.countDown();
            await().until(() -> pool.queued() == 0);
            assertThat(pool.submit(() -> 7).orElseThrow().get(5, TimeUnit.SECONDS))
                    .isEqualTo(7);
        }
    }

    @Test
    void threadsCarryTheNameOfThePool() throws Exception {
        try (WorkerPool pool = new WorkerPool("evaluate", 1, 1)) {
            assertThat(pool.submit(() -> Thread.currentThread().getName())
                            .orElseThrow()
                            .get(5, TimeUnit.SECONDS))
                    .isEqualTo("evaluate-1");
        }
    }

    @Test
    void anUncaughtExceptionIsLoggedAndThePoolWorksOn() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(NamedThreads.class);
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        logger.addAppender(events);
        logger.setAdditive(false);
        try (WorkerPool pool = new WorkerPool("t", 1, 1)) {
            pool.offer(() -> {
                throw new IllegalStateException("boom");
            });
            await().until(() -> !events.list.isEmpty());
            assertThat(events.list.get(0).getThrowableProxy().getMessage()).isEqualTo("boom");
            assertThat(pool.submit(() -> 2).orElseThrow().get(5, TimeUnit.SECONDS))
                    .isEqualTo(2);
        } finally {
            logger.detachAppender(events);
            logger.setAdditive(true);
        }
    }

    @Test
    void anErrorReachesWhoeverWaitsForTheAnswer() {
        try (WorkerPool pool = new WorkerPool("t", 1, 1)) {
            CompletableFuture<Integer> answer = pool.<Integer>submit(() -> {
                        throw new StackOverflowError("deep");
                    })
                    .orElseThrow();
            assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("deep");
        }
    }

    @Test
    void closingRefusesCancelsTheWaitingAndInterruptsTheRunning() throws Exception {
        WorkerPool pool = new WorkerPool("t", 1, 1);
        CompletableFuture<Boolean> interrupted =
                pool.submit(this::waitForInterrupt).orElseThrow();
        running.await();
        CompletableFuture<Integer> waiting = pool.submit(() -> 1).orElseThrow();

        assertThat(pool.close(Duration.ofMillis(1))).isFalse();

        assertThat(waiting).isCancelled();
        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.offer(() -> {})).isFalse();
    }

    @Test
    void closingWaitsForWhatWasTaken() throws Exception {
        WorkerPool pool = new WorkerPool("t", 1, 1);
        CompletableFuture<Integer> answer = pool.submit(() -> 3).orElseThrow();
        assertThat(pool.close(Duration.ofSeconds(10))).isTrue();
        assertThat(answer).isCompletedWithValue(3);
    }

    private void block() {
        running.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitForInterrupt() {
        running.countDown();
        try {
            release.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
