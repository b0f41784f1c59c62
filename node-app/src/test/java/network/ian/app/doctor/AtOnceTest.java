package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void whatIsNotOverInTimeIsLeftBehind() {
        ManualClock clock = new ManualClock();
        CountDownLatch never = new CountDownLatch(1);
        try (AtOnce atOnce = new AtOnce(clock)) {
            List<CompletableFuture<String>> stuck = java.util.stream.IntStream.range(0, 40)
                    .mapToObj(index -> atOnce.start(() -> wait(never)))
                    .toList();
            CompletableFuture<String> quick = CompletableFuture.completedFuture("done");
            clock.advance(Duration.ofSeconds(11));
            stuck.forEach(work -> assertThat(atOnce.await(work, Duration.ofSeconds(10), "late"))
                    .isEqualTo("late"));
            assertThat(atOnce.await(quick, Duration.ofSeconds(10), "late")).isEqualTo("done");
        }
    }

    private static String wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "ended";
    }
}
