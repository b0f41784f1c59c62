package network.ian.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on every core at once. */
public final class AllCores {

    private AllCores() {}

    /** Work of one thread; is told which, from 0. */
    public interface Share {
        void run(int thread) throws Exception;
    }

    /** Seconds by the wall clock until the last thread has done its share. */
    public static double seconds(Share share) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Machine.cores());
        try {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < Machine.cores(); i++) {
                int thread = i;
                shares.add(() -> {
                    share.run(thread);
                    return null;
                });
            }
            long started = System.nanoTime();
            for (Future<Void> done : threads.invokeAll(shares)) {
                done.get();
            }
            return (System.nanoTime() - started) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }
}
