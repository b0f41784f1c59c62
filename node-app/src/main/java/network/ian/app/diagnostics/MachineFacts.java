package network.ian.app.diagnostics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import network.ian.app.release.BuildInfo;

/** What the program runs on. A container sees its own limits here. */
final class MachineFacts {

    private static final Path CGROUP = Path.of("/sys/fs/cgroup");
    private static final List<String> LIMITS = List.of(
            "memory.max",
            "memory.high",
            "memory.current",
            "memory.swap.max",
            "cpu.max",
            "pids.max",
            "memory/memory.limit_in_bytes",
            "cpu/cpu.cfs_quota_us",
            "cpu/cpu.cfs_period_us");
    private static final int LONGEST = 4_096;

    private MachineFacts() {}

    static ObjectNode versions(BuildInfo build, Clock clock) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("taken_at", clock.instant().toString());
        facts.put("ian", build.version());
        facts.put("commit", build.commit().orElse(null));
        facts.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        facts.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("user", System.getProperty("user.name"));
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            facts.put("memory_total_bytes", machine.getTotalMemorySize());
            facts.put("memory_free_bytes", machine.getFreeMemorySize());
            facts.put("swap_total_bytes", machine.getTotalSwapSpaceSize());
        }
        facts.put("load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        text(Path.of("/etc/os-release")).ifPresent(release -> facts.put("os_release", release));
        ObjectNode limits = facts.putObject("container_limits");
        LIMITS.forEach(name -> text(CGROUP.resolve(name)).ifPresent(value -> limits.put(name, value)));
        return facts;
    }

    /** The disks that the given directories are on, in bytes. */
    static ObjectNode disks(List<Path> directories, List<String> problems) {
        ObjectNode disks = JsonNodeFactory.instance.objectNode();
        for (Path directory : directories) {
            try {
                FileStore store = Files.getFileStore(directory);
                disks.putObject(directory.toString())
                        .put("file_system", store.type())
                        .put("total_bytes", store.getTotalSpace())
                        .put("free_bytes", store.getUnallocatedSpace())
                        .put("usable_bytes", store.getUsableSpace())
                        .put("read_only", store.isReadOnly());
            } catch (IOException e) {
                problems.add("disk of " + directory + ": " + e);
            }
        }
        return disks;
    }

    private static Optional<String> text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
