package network.ian.p2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtocolThreadTest {

    private final ManualClock clock = new ManualClock();
    private final ProtocolThread thread = new ProtocolThread(clock);
    /** Written by the thread, read after it was waited for. */
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void stop() {
        thread.stop(5_000);
    }

    @Test
    void runsTasksInOrderAndTimersWhenTheyAreDue() throws InterruptedException {
        CountDownLatch early = new CountDownLatch(2);
        CountDownLatch late = new CountDownLatch(1);
        thread.after(20, () -> did("late", late));
        thread.after(10, () -> did("early", early));
        thread.after(10, () -> did("early too", early));
        thread.after(-5, () -> done.add("at once"));
        thread.tell(() -> done.add("first"));
        thread.tell(() -> done.add("second"));
        thread.start();
        drain();
        assertThat(done).containsExactly("at once", "first", "second");
        clock.advance(Duration.ofNanos(10));
        assertThat(early.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).endsWith("early", "early too");
        clock.advance(Duration.ofNanos(10));
        assertThat(late.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).endsWith("late").hasSize(6);
    }

    @Test
    void timersAreNotStarvedByTasks() throws InterruptedException {
        AtomicBoolean fired = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        thread.after(0, () -> fired.set(true));
        keepBusy(10_000, fired, ended);
        thread.start();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(fired).isTrue();
    }

    @Test
    void whatATaskThrowsEndsNothing() throws InterruptedException {
        thread.tell(() -> {
            throw new IllegalStateException("a task that fails");
        });
        thread.tell(() -> {
            throw new StackOverflowError("a task that fails badly");
        });
        thread.after(0, () -> {
            throw new IllegalStateException("a timer that fails");
        });
        thread.tell(() -> done.add("next"));
        thread.start();
        drain();
        assertThat(done).containsExactly("next");
    }

    @Test
    void requestsAreBoundedAndTasksAreNot() throws InterruptedException {
        int taken = 0;
        while (taken < 5_000 && thread.request(() -> {})) {
            taken++;
        }
        assertThat(taken).isEqualTo(1_024);
        thread.tell(() -> done.add("told"));
        thread.start();
        drain();
        assertThat(done).containsExactly("told");
        assertThat(thread.request(() -> {})).isTrue();
    }

    @Test
    void whatIsToldAfterTheEndIsDropped() {
        thread.start();
        thread.tell(() -> done.add("before"));
        assertThat(thread.stop(20_000)).isTrue();
        thread.tell(() -> done.add("after"));
        assertThat(thread.request(() -> {})).isFalse();
        assertThat(done).containsExactly("before");
        assertThat(thread.waiting()).isZero();
    }

    private void keepBusy(int times, AtomicBoolean until, CountDownLatch ended) {
        thread.tell(() -> {
            if (times == 0 || until.get()) {
                ended.countDown();
            } else {
                keepBusy(times - 1, until, ended);
            }
        });
    }

    private void did(String what, CountDownLatch told) {
        done.add(what);
        told.countDown();
    }

    private void drain() throws InterruptedException {
        CountDownLatch empty = new CountDownLatch(1);
        thread.tell(empty::countDown);
        assertThat(empty.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
