package network.ian.p2p.transport;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import network.ian.core.runtime.NamedThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs periodic jobs, and what is handed to it meanwhile, on a thread that may block. */
final class Jobs implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private static final long SOON_MILLIS = 50;

    private final List<PeriodicJob> jobs;
    private final AtomicBoolean hurried = new AtomicBoolean();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(NamedThreads.daemon("p2p-files"));

    Jobs(List<PeriodicJob> jobs) {
        this.jobs = List.copyOf(jobs);
    }

    void start() {
        for (PeriodicJob job : jobs) {
            long nanos = job.every().toNanos();
            // run() answers for what a job throws, so nobody needs the future.
            var unused = thread.scheduleWithFixedDelay(() -> run(job), nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Runs a job beside its turn; of many calls within 50 ms one counts. Never blocks. */
    void soon(PeriodicJob job) {
        if (hurried.compareAndSet(false, true)) {
            try {
                var unused = thread.schedule(
                        () -> {
                            hurried.set(false);
                            run(job);
                        },
                        SOON_MILLIS,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // It is stopped; whoever stopped it saves last.
                hurried.set(false);
            }
        }
    }

    /**
     * Runs a task between the jobs.
     *
     * @throws RejectedExecutionException once stopped
     */
    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /** Begins no job any more. */
    void stop() {
        thread.shutdown();
    }

    private static void run(PeriodicJob job) {
        try {
            job.action().run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("job", job.name()).log("A periodic job failed, will try again");
        }
    }
}
