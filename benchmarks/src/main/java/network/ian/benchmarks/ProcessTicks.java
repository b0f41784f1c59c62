package network.ian.benchmarks;

/** Core time of a process, user and system, as {@code /proc/PID/stat} tells it: to 10 ms, with threads that have ended. */
public final class ProcessTicks {

    public static final long NANOS_PER_TICK = 10_000_000;

    private static final int USER_FIELD = 11;

    private ProcessTicks() {}

    /** What a process took so far. */
    public static long nanos(long pid) {
        return nanos(Machine.read("/proc/" + pid + "/stat"));
    }

    /** @param stat of {@code /proc/PID/stat}; the name in it may hold blanks and brackets */
    static long nanos(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1])) * NANOS_PER_TICK;
    }
}
