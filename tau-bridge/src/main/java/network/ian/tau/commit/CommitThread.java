package network.ian.tau.commit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.NamedThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code tau-commit}, which nothing else waits for. */
public final class CommitThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitThread.class);

    /** However eager the steps are, they leave the machine to others. */
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Committer committer;
    private final Thread thread;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean closed;

    private CommitThread(Committer committer) {
        this.committer = committer;
        this.thread = NamedThreads.daemon("tau-commit").newThread(this::run);
    }

    /** Begins to step. */
    public static CommitThread start(Committer committer) {
        CommitThread running = new CommitThread(committer);
        running.thread.start();
        return running;
    }

    /** Has the next step done now, e.g. because the verified chain changed. Returns at once. */
    public void wake() {
        wake.release();
    }

    /** Has a round of proposals made now. Returns at once; the status says what came of it. */
    public void commitNow() {
        committer.commitNow();
        wake();
    }

    /** What the committer is about. */
    public CommitStatus status() {
        return committer.status();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Ends the thread; what it was about goes on from the disk at the next start. Waits 5 s at most. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The committer still waits for the Tau node; it ends with the program");
        }
    }

    private void run() {
        try {
            while (!closed) {
                Duration wait = committer.step();
                long millis = Math.max(wait.toMillis(), SHORTEST.toMillis());
                if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
            Thread.currentThread().interrupt();
        }
    }
}
