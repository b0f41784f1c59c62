package network.ian.tau.watch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import network.ian.core.runtime.NamedThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that repeats a step: after the time that the step asks for, or when it is woken. */
final class WakefulLoop implements AutoCloseable {

    /** What is repeated. */
    interface Step {

        /**
         * Runs once.
         *
         * @param woken whether somebody asked for it since the last time
         * @return how long to wait for the next time
         */
        Duration run(boolean woken);
    }

    private static final Logger LOG = LoggerFactory.getLogger(WakefulLoop.class);
    private static final Duration AFTER_BUG = Duration.ofSeconds(10);
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final Duration rest;
    private final Step step;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private boolean woken;
    private boolean closed;

    /** @param rest least time between two steps, whoever wakes */
    WakefulLoop(String name, Duration rest, Step step) {
        this.rest = rest;
        this.step = step;
        this.thread = NamedThreads.daemon(name).newThread(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Has the step run soon; returns at once. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            called.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Starts no step any more; waits up to 5 s for a running one. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            called.signal();
        } finally {
            lock.unlock();
        }
        try {
            // Not interrupted: that would close the files that the step is writing.
            thread.join(CLOSE_GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        Duration pause = Duration.ZERO;
        try {
            while (await(pause)) {
                pause = runStep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration runStep() {
        boolean wanted = takeWoken();
        try {
            return step.run(wanted);
        } catch (RuntimeException | Error e) {
            // An error too: a thread that ended would not be missed until somebody wonders.
            LOG.error("{}: a step failed; the next follows in {}", thread.getName(), AFTER_BUG, e);
            return AFTER_BUG;
        }
    }

    private boolean takeWoken() {
        lock.lock();
        try {
            boolean taken = woken;
            woken = false;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the pause is over or somebody wakes; false if this is closed. */
    private boolean await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long resting = rest.toNanos();
            while (resting > 0 && !closed) {
                resting = called.awaitNanos(resting);
            }
            long left = pause.minus(rest).toNanos();
            while (left > 0 && !woken && !closed) {
                left = called.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
