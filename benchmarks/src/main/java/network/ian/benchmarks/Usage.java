package network.ian.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Time used up to a moment, or between two.
 *
 * @param wallNanos of the wall clock
 * @param ownNanos of all cores, by this process
 * @param allNanos of all cores, by the whole machine with what its host took away
 */
public record Usage(long wallNanos, long ownNanos, long allNanos) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long NANOS_PER_TICK = 10_000_000;

    public static Usage now() {
        return new Usage(System.nanoTime(), PROCESS.getProcessCpuTime(), machineNanos());
    }

    public static Usage since(Usage start) {
        Usage now = now();
        return new Usage(now.wallNanos - start.wallNanos, now.ownNanos - start.ownNanos, now.allNanos - start.allNanos);
    }

    /** Cores that others kept busy meanwhile, on average. */
    public double otherCores() {
        return Math.max(0.0, (double) (allNanos - ownNanos) / wallNanos);
    }

    public double seconds() {
        return wallNanos / 1e9;
    }

    /** user nice system idle iowait irq softirq steal ...: all but idle and iowait; guest time is in user already. */
    private static long machineNanos() {
        long[] ticks = Arrays.stream(Machine.read("/proc/stat")
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .split(" +"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) * NANOS_PER_TICK;
    }
}
