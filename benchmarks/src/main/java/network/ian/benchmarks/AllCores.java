package network.ian.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on every core at once. */
public final class AllCores {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private AllCores() {}

    /** Work of one thread; is told which, from 0. */
    public interface Share {
        void run(int thread) throws Exception;
    }

    /**
     * Seconds that the work takes when nobody else wants the cores: the threads' core time, divided by the cores. The wall
     * clock would count what other processes took.
     */
    public static double seconds(Share share) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Machine.cores());
        try {
            List<Callable<Long>> shares = new ArrayList<>();
            for (int i = 0; i < Machine.cores(); i++) {
                int thread = i;
                shares.add(() -> coreNanos(share, thread));
            }
            long nanos = 0;
            for (Future<Long> used : threads.invokeAll(shares)) {
                nanos += used.get();
            }
            return nanos / 1e9 / Machine.cores();
        } finally {
            threads.shutdownNow();
        }
    }

    private static long coreNanos(Share share, int thread) throws Exception {
        long started = THREADS.getCurrentThreadCpuTime();
        share.run(thread);
        return THREADS.getCurrentThreadCpuTime() - started;
    }
}
