package network.ian.benchmarks.gossip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Time on a core that processes took, user and system.
 *
 * @param allNanos of all threads
 * @param judgingNanos of the threads that verify, evaluate and store contributions; 0 for GossipSub, which does none of that
 */
record CoreTime(long allNanos, long judgingNanos) {

    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int USER_FIELD = 11;

    /** Of the pool that decides, and of the goal's writer. */
    private static final List<String> JUDGING = List.of("worker-", "goal-");

    /** What a process took so far. */
    static CoreTime of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new CoreTime(all(Files.readString(process.resolve("stat"))), judging(process.resolve("task")));
    }

    CoreTime plus(CoreTime other) {
        return new CoreTime(allNanos + other.allNanos, judgingNanos + other.judgingNanos);
    }

    CoreTime minus(CoreTime other) {
        return new CoreTime(allNanos - other.allNanos, judgingNanos - other.judgingNanos);
    }

    /** The same over another length of time. */
    CoreTime times(double factor) {
        return new CoreTime(Math.round(allNanos * factor), Math.round(judgingNanos * factor));
    }

    /** @param stat of {@code /proc/PID/stat}; the name in it may hold blanks and brackets */
    static long all(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1])) * NANOS_PER_TICK;
    }

    static boolean judges(String threadName) {
        return JUDGING.stream().anyMatch(threadName::startsWith);
    }

    /** @param schedstat of a thread: nanoseconds on a core come first */
    static long nanos(String schedstat) {
        return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
    }

    private static long judging(Path tasks) throws IOException {
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.mapToLong(CoreTime::judgingOf).sum();
        }
    }

    private static long judgingOf(Path thread) {
        try {
            return judges(Files.readString(thread.resolve("comm")))
                    ? nanos(Files.readString(thread.resolve("schedstat")))
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
