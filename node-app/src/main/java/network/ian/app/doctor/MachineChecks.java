package network.ian.app.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the machine, or the container, is fit for a node (runbook, "Prerequisites"). */
final class MachineChecks {

    private static final int OLDEST_JAVA = 17;
    private static final int FEWEST_PROCESSORS = 2;
    private static final long SMALLEST_MEMORY = 1L << 30;
    /** What is not heap: classes, compiled code, threads, network buffers, the kernel's cache of the journal. */
    private static final double LARGEST_HEAP_SHARE = 0.8;

    private static final long COMFORTABLE_FILES = 4096;
    private static final long OTHER_FILES = 256;
    private static final int FILES_PER_PEER = 2;
    /** Version 1 of control groups says 2^63 rounded down to a page for none. */
    private static final long NO_LIMIT = 1L << 60;

    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\S+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB");
    private static final Pattern GROUP = Pattern.compile("(?m)^0::(/\\S*)$");

    private final Host host;

    MachineChecks(Host host) {
        this.host = host;
    }

    /**
     * All of them.
     *
     * @param nodePid of the node that runs here
     */
    List<Finding> run(Optional<Long> nodePid, int maxPeers) {
        return List.of(java(), processors(), memory(), openFiles(nodePid, maxPeers));
    }

    private Finding java() {
        Runtime.Version version = host.java();
        return version.feature() < OLDEST_JAVA
                ? Finding.fail("java", "Java " + version, "Install Java 17 or newer and point JAVA_HOME at it.")
                : Finding.ok("java", "Java " + version);
    }

    private Finding processors() {
        int count = host.processors();
        return count < FEWEST_PROCESSORS
                ? Finding.warn(
                        "processors",
                        count + ", " + FEWEST_PROCESSORS + " or more are recommended",
                        "Give the machine or container another processor: evaluation and network share this one.")
                : Finding.ok("processors", Integer.toString(count));
    }

    private Finding memory() {
        Optional<Long> limit = containerLimit();
        Optional<Long> room = Stream.concat(
                        limit.stream(), number(TOTAL, host.text("/proc/meminfo")).map(kib -> kib << 10).stream())
                .min(Long::compare);
        if (room.isEmpty()) {
            return Finding.skip("memory", "the machine does not say how much it has");
        }
        // Of this process: the launcher starts both with the same options.
        long heap = host.maxHeapBytes();
        String found = "heap up to " + mib(heap) + ", " + mib(room.get())
                + (limit.equals(room) ? " is the container's limit" : " in the machine");
        if (heap >= room.get()) {
            return Finding.fail(
                    "memory",
                    found + ": the kernel kills the node before Java knows",
                    "Lower the heap with IAN_JAVA_OPTS=-XX:MaxRAMPercentage=60, or raise the limit.");
        }
        if (heap > room.get() * LARGEST_HEAP_SHARE || room.get() < SMALLEST_MEMORY) {
            return Finding.warn(
                    "memory",
                    found,
                    "Leave a fifth of the memory to what is not heap (IAN_JAVA_OPTS=-XX:MaxRAMPercentage=60), and have at"
                            + " least 1 GiB.");
        }
        return Finding.ok("memory", found);
    }

    /** Of the control group, version 2 (own group, then the one that a container sees as the root) or 1. */
    private Optional<Long> containerLimit() {
        String own = host.text("/proc/self/cgroup")
                .map(GROUP::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .orElse("/");
        return Stream.of(
                        "/sys/fs/cgroup" + (own.equals("/") ? "" : own) + "/memory.max",
                        "/sys/fs/cgroup/memory.max",
                        "/sys/fs/cgroup/memory/memory.limit_in_bytes")
                .flatMap(file -> host.text(file).stream())
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .filter(bytes -> bytes > 0 && bytes < NO_LIMIT)
                .min(Long::compare);
    }

    private Finding openFiles(Optional<Long> nodePid, int maxPeers) {
        Optional<String> limits =
                nodePid.flatMap(pid -> host.text("/proc/" + pid + "/limits")).or(() -> host.text("/proc/self/limits"));
        Optional<String> said =
                limits.map(OPEN_FILES::matcher).filter(Matcher::find).map(match -> match.group(1));
        if (said.isEmpty()) {
            return Finding.skip("open files", "the machine does not say how many may be open");
        }
        if (!said.get().matches("\\d{1,18}")) {
            return Finding.ok("open files", "no limit");
        }
        long allowed = Long.parseLong(said.get());
        long needed = OTHER_FILES + (long) FILES_PER_PEER * maxPeers;
        String found = allowed + " may be open";
        String advice = "Raise it: LimitNOFILE=65536 in the systemd unit, --ulimit nofile=65536 for a container.";
        if (allowed < needed) {
            return Finding.fail("open files", found + ", " + maxPeers + " peers need " + needed, advice);
        }
        return allowed < COMFORTABLE_FILES
                ? Finding.warn("open files", found + ", clients of the API want more", advice)
                : Finding.ok("open files", found);
    }

    private static Optional<Long> number(Pattern pattern, Optional<String> text) {
        return text.map(pattern::matcher).filter(Matcher::find).map(match -> Long.valueOf(match.group(1)));
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
