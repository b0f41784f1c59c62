package network.ian.app.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is done again and again by threads of their own until the soak ends, and what went wrong with it. */
final class Paced implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_FAILURES = 20;

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** One turn. */
    interface Turn {
        void take() throws Exception;
    }

    /** Starts one thread that takes turns, this long apart, or one after the other if they last longer. */
    void start(String name, Duration every, Turn turn) {
        Thread thread = new Thread(() -> run(name, every, turn), "soak-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Ends the turns; each is taken to its end. */
    @Override
    public void close() {
        end.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
                if (thread.isAlive()) {
                    failures.add(new AssertionError(thread.getName() + " goes on after " + PATIENCE));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        threads.clear();
    }

    /** What turns failed with. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Waits; true if the soak ends meanwhile. */
    boolean endsWithin(Duration pause) throws InterruptedException {
        return end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run(String name, Duration every, Turn turn) {
        try {
            long next = System.nanoTime();
            while (!endsWithin(Duration.ofNanos(Math.max(0, next - System.nanoTime())))) {
                try {
                    turn.take();
                } catch (Exception | AssertionError e) {
                    failed(name, e);
                }
                next = Math.max(next + every.toNanos(), System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(String name, Throwable thrown) {
        if (failures.size() < MOST_FAILURES) {
            String cause = thrown.getCause() == null ? "" : ", because " + thrown.getCause();
            failures.add(new AssertionError(Instant.now() + " " + name + ": " + thrown + cause, thrown));
        }
    }
}
