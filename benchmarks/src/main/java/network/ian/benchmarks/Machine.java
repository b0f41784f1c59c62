package network.ian.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a figure is worth nothing without. Reads Linux's /proc. */
public final class Machine {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private Machine() {}

    public static int cores() {
        return CORES;
    }

    /** Processor, cores, Java, date and load on one line. */
    public static String describe() {
        return String.join(
                ", ",
                processor(),
                CORES + " cores",
                "Java " + System.getProperty("java.vendor") + " " + Runtime.version(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "load average " + loadAverage());
    }

    /** Runnable tasks, averaged over the last 1, 5 and 15 minutes. */
    public static String loadAverage() {
        String[] fields = read("/proc/loadavg").split(" ");
        return fields[0] + " " + fields[1] + " " + fields[2];
    }

    /** Resident set of this process, in bytes. */
    public static long residentBytes() {
        return read("/proc/self/status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(0)
                << 10;
    }

    public static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String processor() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
    }
}
