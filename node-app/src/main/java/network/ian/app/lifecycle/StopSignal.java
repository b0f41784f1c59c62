package network.ian.app.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into a request to stop, and ends the process with an exit code of its own once the
 * work is done: left alone, Java always gives 143 or 130, which a service manager takes for a failure.
 */
public final class StopSignal implements AutoCloseable {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Duration grace;
    private final Thread hook = new Thread(this::onShutdown, "stop-signal");
    private volatile int exitCode;

    private StopSignal(Duration grace, int hastyExitCode) {
        this.grace = grace;
        this.exitCode = hastyExitCode;
    }

    /**
     * Listens from now until {@link #close}.
     *
     * @param grace how long the process waits for {@link #finish} after a signal
     * @param hastyExitCode exit code if that is not enough
     */
    public static StopSignal listen(Duration grace, int hastyExitCode) {
        StopSignal signal = new StopSignal(grace, hastyExitCode);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Waits for the request. An interrupt counts as one. */
    public void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits, but not longer than {@code timeout}; true if the request came. An interrupt counts as one. */
    public boolean await(Duration timeout) {
        try {
            return requested.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Whether a signal came. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Says that all is done; a process that a signal stops ends with {@code code} now. */
    public void finish(int code) {
        exitCode = code;
        finished.countDown();
    }

    /** Listens no more; without a signal the process ends as if this had never been. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            finished.countDown();
        }
    }

    private void onShutdown() {
        requested.countDown();

        try {
            if (!finished.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                System.err.println("ian: not finished " + grace.toMillis() + " ms after the signal, ended by force");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }
}
