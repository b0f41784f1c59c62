package network.ian.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.ian.core.codec.MalformedException;
import network.ian.core.journal.JournalPosition;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NewerFormatException;
import network.ian.core.state.NodeStateFile;

/**
 * Whether the journals have what {@code node_state.json} says that they had, by the sizes of the files: what is missing is
 * found at once, what was changed only by {@code ian log verify}.
 */
final class JournalCheck {

    private static final Pattern SEGMENT = Pattern.compile("\\d{8}\\.segment");
    private static final String REPAIR =
            "Stop the node, run 'ian log verify' for file and offset, then 'ian log repair --from-peers' or restore a backup.";

    private final Path data;

    JournalCheck(Path data) {
        this.data = data;
    }

    List<Finding> run() {
        // Read before the segments, which only grow.
        Map<String, GoalSnapshot> snapshots;
        try {
            snapshots = new NodeStateFile(data).read();
        } catch (NewerFormatException e) {
            return List.of(Finding.fail(
                    "journal",
                    e.getMessage(),
                    "Run the version that wrote it, or a newer one; an older one cannot read it."));
        } catch (MalformedException e) {
            return List.of(Finding.warn(
                    "journal",
                    "node_state.json is damaged: " + e.getMessage(),
                    "Stop the node, remove node_state.json and start it: it is written anew from the journals."));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    "journal",
                    "node_state.json cannot be read: " + e.getMessage(),
                    "See the checks 'owner' and 'modes'."));
        }
        List<String> flaws = new ArrayList<>();
        int goals = 0;
        for (String goal : goals(snapshots)) {
            goals++;
            flaws.addAll(flaws(goal, snapshots.get(goal)));
        }
        if (!flaws.isEmpty()) {
            return flaws.stream()
                    .map(flaw -> Finding.fail("journal", flaw, REPAIR))
                    .toList();
        }
        return List.of(Finding.ok(
                "journal", goals + (goals == 1 ? " goal" : " goals") + ", no segment is missing or too short"));
    }

    private Iterable<String> goals(Map<String, GoalSnapshot> snapshots) {
        TreeSet<String> goals = new TreeSet<>(snapshots.keySet());
        goals.addAll(names(data.resolve("goals")).stream()
                .filter(name -> Files.isDirectory(log(name)))
                .toList());
        return goals;
    }

    private List<String> flaws(String goal, GoalSnapshot snapshot) {
        List<String> flaws = new ArrayList<>();
        for (Path directory : List.of(log(goal), log(goal).resolveSibling("bodies"))) {
            List<String> segments = names(directory).stream()
                    .filter(name -> SEGMENT.matcher(name).matches())
                    .sorted()
                    .toList();
            for (int number = 0; number < segments.size(); number++) {
                if (!segments.get(number).equals(segment(number))) {
                    flaws.add("goal " + goal + ": " + directory.resolve(segment(number)) + " is missing");
                    break;
                }
            }
        }
        if (snapshot != null && flaws.isEmpty()) {
            tooShort(goal, snapshot.position(), flaws);
        }
        return flaws;
    }

    private void tooShort(String goal, JournalPosition position, List<String> flaws) {
        Path file = log(goal).resolve(segment(position.segment()));
        try {
            long size = Files.size(file);
            if (position.entries() > 0 && size <= position.offset()) {
                flaws.add(
                        "goal " + goal + ": " + file + " has " + size + " bytes, node_state.json knows of a commit at "
                                + position.offset() + " (" + position.entries() + " entries)");
            }
        } catch (IOException e) {
            flaws.add("goal " + goal + ": " + file + " is missing, node_state.json knows of " + position.entries()
                    + " entries");
        }
    }

    private Path log(String goal) {
        return data.resolve("goals").resolve(goal).resolve("log");
    }

    private static String segment(int number) {
        return String.format(Locale.ROOT, "%08d.segment", number);
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
