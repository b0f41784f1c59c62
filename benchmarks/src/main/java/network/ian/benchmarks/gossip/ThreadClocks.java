package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.ian.benchmarks.ProcessTicks;

/**
 * Core time of a process so far, by thread in nanoseconds. The kernel counts whole processes in ticks of 10 ms, which is as much as
 * an idle node uses in a second.
 *
 * @param ticksNanos of the whole process, of threads that have ended as well
 * @param threads by number, those that run
 */
record ThreadClocks(long ticksNanos, Map<String, Clock> threads) {

    /** User and system time are each cut to a tick, and a thread on a core is behind by one at most. */
    private static final long TICKS_ROUND_NANOS = 3 * ProcessTicks.NANOS_PER_TICK;

    /** Of the pool that decides, and of the goal's writer. */
    private static final List<String> JUDGING = List.of("worker-", "goal-");

    /** Of one thread. */
    record Clock(long nanos, boolean judges) {}

    static ThreadClocks of(long pid) throws IOException {
        Map<String, Clock> threads = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            tasks.forEach(task -> read(task, threads));
        }
        return new ThreadClocks(ProcessTicks.nanos(pid), threads);
    }

    /** What was used since; by ticks if threads have ended meanwhile, whose clocks went with them. */
    CoreTime since(ThreadClocks start) {
        long all = 0;
        long judging = 0;
        for (Map.Entry<String, Clock> thread : threads.entrySet()) {
            Clock clock = thread.getValue();
            Clock before = start.threads.get(thread.getKey());
            long used = clock.nanos - (before == null ? 0 : before.nanos);
            all += used;
            judging += clock.judges ? used : 0;
        }
        long ticks = ticksNanos - start.ticksNanos;
        return new CoreTime(ticks > all + TICKS_ROUND_NANOS ? ticks : all, judging);
    }

    static boolean judges(String threadName) {
        return JUDGING.stream().anyMatch(threadName::startsWith);
    }

    /** @param schedstat of a thread: nanoseconds on a core come first */
    static long nanos(String schedstat) {
        return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
    }

    private static void read(Path task, Map<String, Clock> threads) {
        try {
            long nanos = nanos(Files.readString(task.resolve("schedstat")));
            boolean judges = judges(Files.readString(task.resolve("comm")));
            threads.put(task.getFileName().toString(), new Clock(nanos, judges));
        } catch (IOException e) {
            // It has ended since it was listed.
        }
    }
}
