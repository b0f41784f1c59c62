package network.ian.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Core time of this process's threads by name, numbers left out: {@code worker-1} and {@code worker-2} are one. */
public record ThreadTimes(Map<String, Split> byName) {

    private static final double MICROS_PER_TICK = 10_000;
    private static final int USER_FIELD = 11;
    private static final double LEAST_SHOWN_MICROS = 0.05;

    /** Clock ticks. */
    public record Split(long user, long system) {

        Split plus(Split other) {
            return new Split(user + other.user, system + other.system);
        }
    }

    public static ThreadTimes now() {
        Map<String, Split> byName = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            tasks.forEach(task -> add(task, byName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ThreadTimes(byName);
    }

    /**
     * Microseconds for each of {@code items} since {@code start}, user + system, by thread name.
     *
     * @param used by the whole process, of which threads that have ended are the rest
     */
    public static String since(ThreadTimes start, Usage used, int items) {
        Map<String, Split> live = new TreeMap<>(now().byName);
        start.byName.forEach((name, before) ->
                live.computeIfPresent(name, (n, after) -> after.plus(new Split(-before.user, -before.system))));
        double alive = live.values().stream()
                .mapToDouble(s -> (s.user + s.system) * MICROS_PER_TICK)
                .sum();
        String ended = String.format(Locale.ROOT, ", ended threads %.1f", (used.ownNanos() / 1e3 - alive) / items);
        return live.entrySet().stream()
                .filter(e -> (e.getValue().user + e.getValue().system) * MICROS_PER_TICK / items >= LEAST_SHOWN_MICROS)
                .map(e -> words(e.getKey(), e.getValue(), items))
                .collect(Collectors.joining(", ", "", ended));
    }

    private static String words(String name, Split split, int items) {
        return String.format(
                Locale.ROOT,
                "%s %.1f+%.1f",
                name,
                split.user * MICROS_PER_TICK / items,
                split.system * MICROS_PER_TICK / items);
    }

    private static void add(Path task, Map<String, Split> to) {
        String stat;
        try {
            stat = Files.readString(task.resolve("stat"));
        } catch (IOException ended) {
            return;
        }
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        Split split = new Split(Long.parseLong(fields[USER_FIELD]), Long.parseLong(fields[USER_FIELD + 1]));
        to.merge(name.replaceAll("[-#0-9]+$", ""), split, Split::plus);
    }
}
