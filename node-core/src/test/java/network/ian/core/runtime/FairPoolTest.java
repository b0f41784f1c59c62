package network.ian.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FairPoolTest {

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void sourcesTakeTurnsAndEachKeepsItsOrder() throws InterruptedException {
        try (FairPool pool = new FairPool("t", 1, 20)) {
            var unused = block(pool);
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            for (String task : List.of("a1", "a2", "a3", "a4", "b1", "b2", "c1")) {
                answers.add(
                        pool.submit(task.substring(0, 1), () -> done.add(task)).orElseThrow());
            }
            assertThat(pool.queued()).isEqualTo(7);
            release.countDown();
            answers.forEach(CompletableFuture::join);
            assertThat(done).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "a4");
        }
    }

    @Test
    void oneSourceFillsHalfOfTheQueueAndAllOfThemTheWhole() throws InterruptedException {
        try (FairPool pool = new FairPool("t", 1, 8)) {
            var unused = block(pool);
            assertThat(taken(pool, "a", 8)).isEqualTo(4).isEqualTo(pool.mostOfOneSource());
            assertThat(taken(pool, "b", 3)).isEqualTo(3);
            assertThat(taken(pool, "c", 3)).isEqualTo(1);
            assertThat(pool.queued()).isEqualTo(8).isEqualTo(pool.queueCapacity());
            release.countDown();
            await().until(() -> done.size() == 8);
            assertThat(taken(pool, "a", 1)).isEqualTo(1);
        }
    }

    @Test
    void whatTheClosingPoolDropsIsCancelledAndOnlyThat() throws InterruptedException {
        FairPool pool = new FairPool("t", 1, 8);
        CompletableFuture<Boolean> first = block(pool);
        List<CompletableFuture<Boolean>> dropped = Stream.of("a", "a", "b")
                .map(source -> pool.submit(source, () -> done.add(source)).orElseThrow())
                .toList();
        assertThat(pool.close(Duration.ZERO)).isFalse();
        assertThat(dropped).allMatch(CompletableFuture::isCancelled);
        assertThat(pool.submit("a", () -> true)).isEmpty();
        // Interrupted, it fails with that: whoever waits is told.
        assertThat(first.handle((answer, failure) -> failure).join()).isInstanceOf(InterruptedException.class);
        assertThat(done).isEmpty();
    }

    @Test
    void anErrorBelongsToWhoeverWaitsAndCostsNoThread() {
        try (FairPool pool = new FairPool("t", 1, 8)) {
            CompletableFuture<Boolean> failed = pool.<Boolean>submit("a", () -> {
                        throw new StackOverflowError("on purpose");
                    })
                    .orElseThrow();
            assertThat(failed.handle((answer, failure) -> failure).join()).isInstanceOf(StackOverflowError.class);
            assertThat(pool.submit("a", () -> 7).orElseThrow().join()).isEqualTo(7);
        }
    }

    private CompletableFuture<Boolean> block(FairPool pool) throws InterruptedException {
        CompletableFuture<Boolean> answer = pool.submit("first", () -> {
                    running.countDown();
                    release.await();
                    return true;
                })
                .orElseThrow();
        running.await();
        return answer;
    }

    private long taken(FairPool pool, String source, int offered) {
        return IntStream.range(0, offered)
                .mapToObj(i -> pool.submit(source, () -> done.add(source)))
                .filter(Optional::isPresent)
                .count();
    }
}
