package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.ian.core.node.Quota;

/** Whether the disk takes what the node writes, and how long it will. */
final class DiskChecks {

    private static final long SLOW_NANOS = 50_000_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int COMFORT = 2;
    private static final long FEWEST_INODES = 1_000;
    private static final int AVAILABLE = 3;

    private final Host host;
    private final Path data;

    DiskChecks(Host host, Path data) {
        this.host = host;
        this.data = data;
    }

    /** Writes, so it may take as long as the disk does. */
    Finding writable() {
        try {
            long nanos = host.syncNanos(data);
            String found =
                    String.format(Locale.ROOT, "a small write is on the disk after %.1f ms", nanos / NANOS_PER_MILLI);
            return nanos > SLOW_NANOS
                    ? Finding.warn(
                            "writable",
                            found + ", and every contribution waits for one",
                            "Put the data directory on a local SSD, not on a network share or a busy disk.")
                    : Finding.ok("writable", found);
        } catch (IOException e) {
            return Finding.fail(
                    "writable",
                    "the directory takes no file: " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "Mount it writable, free some space, and see that the node's user owns it (checks 'owner', 'disk').");
        }
    }

    /** @param configured {@code storage.min_free_disk_bytes} */
    Finding space(Optional<Long> configured) {
        try {
            Quota quota = Quota.of(data, 0, 0, configured, () -> 0);
            return space(quota.freeBytes(), quota.minFreeBytes());
        } catch (IOException e) {
            return Finding.fail(
                    "disk", "the file system does not answer: " + e.getMessage(), "Look at it with: df " + data);
        }
    }

    static Finding space(long free, long needed) {
        String found = mib(free) + " free, intake stops below " + mib(needed);
        String advice =
                "Free or add disk ('du -sh' in the data directory tells what is large; logs are safe to remove), or"
                        + " lower storage.min_free_disk_bytes.";
        if (free < needed) {
            return Finding.fail("disk", found + ": the node takes no contributions", advice);
        }
        return free / COMFORT < needed ? Finding.warn("disk", found, advice) : Finding.ok("disk", found);
    }

    /** By {@code df -iP}, as Java cannot tell. */
    Finding inodes() {
        Optional<Long> free = host.output("df", "-iP", data.toString())
                .flatMap(text -> text.lines().skip(1).findFirst())
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(fields ->
                        fields.size() > AVAILABLE && fields.get(AVAILABLE).matches("\\d{1,18}"))
                // Some file systems have as many as they need and say 0 of 0.
                .filter(fields -> !fields.get(1).equals("0"))
                .map(fields -> Long.valueOf(fields.get(AVAILABLE)));
        if (free.isEmpty()) {
            return Finding.skip("inodes", "the file system has no fixed number, or does not tell");
        }
        return free.get() < FEWEST_INODES
                ? Finding.fail(
                        "inodes", free.get() + " free", "Remove small files from that file system: df -i " + data)
                : Finding.ok("inodes", free.get() + " free");
    }

    static Finding logs(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there != null && Files.isDirectory(there) && Files.isWritable(there)) {
            return Finding.ok(
                    "log directory", directory + (there.equals(directory.toAbsolutePath()) ? "" : " (to be made)"));
        }
        String advice = "Have the node's user own it (uid 1000 in the container), or set IAN_LOG_DIR.";
        return Files.isDirectory(directory)
                ? Finding.warn("log directory", directory + " cannot be written: the log is on stdout only", advice)
                : Finding.fail(
                        "log directory", directory + " cannot be made below " + there + ": no node starts", advice);
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
