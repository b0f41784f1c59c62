package network.ian.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {

    private final List<Integer> handedOn = new ArrayList<>();

    @Test
    void handsOnInOrderThoughLaterTasksEndFirst() {
        try (WorkerPool pool = new WorkerPool("test", 2, 8)) {
            OrderedWork<Integer> work = new OrderedWork<>(pool, 2, handedOn::add);
            CountDownLatch secondEnded = new CountDownLatch(1);
            work.submit(() -> {
                secondEnded.await();
                return 1;
            });
            work.submit(() -> {
                secondEnded.countDown();
                return 2;
            });
            work.finish();
        }
        assertThat(handedOn).containsExactly(1, 2);
    }

    @Test
    void holdsNoMoreThanTheWindow() {
        try (WorkerPool pool = new WorkerPool("test", 2, 3)) {
            OrderedWork<Integer> work = new OrderedWork<>(pool, 3, handedOn::add);
            for (int i = 0; i < 100; i++) {
                int number = i;
                work.submit(() -> number);
                assertThat(handedOn.size()).isEqualTo(Math.max(0, i - 2));
            }
            work.finish();
        }
        assertThat(handedOn)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void passesOnWhatATaskThrows() {
        try (WorkerPool pool = new WorkerPool("test", 1, 1)) {
            OrderedWork<Integer> work = new OrderedWork<>(pool, 1, handedOn::add);
            work.submit(() -> {
                throw new IllegalStateException("on purpose");
            });
            assertThatThrownBy(work::finish)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("on purpose");
        }
    }

    @Test
    void refusesAWindowThatThePoolWouldRefuse() {
        try (WorkerPool pool = new WorkerPool("test", 1, 4)) {
            assertThatThrownBy(() -> new OrderedWork<Integer>(pool, 5, handedOn::add))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
