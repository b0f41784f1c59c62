package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine as a test wants it: two processors, 4 GiB, nothing wrong. */
final class FakeHost implements Host {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final Map<String, String> files = new HashMap<>(Map.of(
            "/proc/meminfo", "MemTotal:        4194304 kB\nMemFree: 1 kB\n",
            "/proc/self/limits", "Limit  Soft  Hard  Units\nMax open files            65536  65536  files\n",
            "/proc/self/status", "Name:\tjava\nUid:\t0\t0\t0\t0\n"));
    final Map<String, List<String>> directories = new HashMap<>();
    final Map<String, String> links = new HashMap<>();
    final Map<String, String> commands = new HashMap<>();
    final Set<Integer> taken = new HashSet<>();
    int processors = 2;
    long heap = 2L << 30;
    long syncNanos = 1_000_000;
    Optional<String> takesNoFile = Optional.empty();

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> names(String directory) {
        return directories.getOrDefault(directory, List.of());
    }

    @Override
    public Optional<String> link(String path) {
        return Optional.ofNullable(links.get(path));
    }

    @Override
    public Optional<String> output(String... command) {
        return Optional.ofNullable(commands.get(command[0]));
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public long maxHeapBytes() {
        return heap;
    }

    @Override
    public Runtime.Version java() {
        return Runtime.Version.parse("17.0.15+6");
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<String> cannotListen(String host, int port) {
        return taken.contains(port) ? Optional.of("Address already in use") : Optional.empty();
    }

    @Override
    public long syncNanos(Path directory) throws IOException {
        if (takesNoFile.isPresent()) {
            throw new IOException(takesNoFile.get());
        }
        return syncNanos;
    }

    /** Has process {@code pid} listen on a port, as {@code /proc} shows it. */
    void listens(int port, long pid, String name) {
        taken.add(port);
        files.put(
                "/proc/net/tcp",
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
                        + "   0: 0100007F:" + "%04X".formatted(port)
                        + " 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0\n");
        directories.put("/proc", List.of("self", "1", Long.toString(pid)));
        directories.put("/proc/" + pid + "/fd", List.of("0", "7"));
        links.put("/proc/" + pid + "/fd/7", "socket:[4711]");
        files.put("/proc/" + pid + "/comm", name + "\n");
    }
}
