package network.ian.core.repair;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.ian.core.codec.MalformedException;
import network.ian.core.file.OwnerOnly;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a salvaged journal in the place of a damaged one. Several files cannot be renamed at once, so {@link RepairNote} says
 * durably what is to be done, and every step can be repeated: after a crash anywhere the next repair or start of the node
 * goes on. Nothing is deleted but an unfinished salvage. Whoever calls holds the data directory's lock.
 */
public final class RepairSwap {

    /** Directory in a goal's that a new journal is salvaged into. */
    public static final String SALVAGE = "salvage";

    private static final Logger LOG = LoggerFactory.getLogger(RepairSwap.class);
    /** The journal, and what names its entries by their place in it. */
    private static final List<String> REPLACED = List.of("log", "bodies");

    private static final String PREFIXES = "finality";

    private RepairSwap() {}

    /**
     * Finishes the swaps in a data directory that a crash cut short.
     *
     * @throws IOException if the disk refuses
     */
    public static void resumeAll(Path dataDirectory) throws IOException {
        for (Path goal : goals(dataDirectory)) {
            resume(dataDirectory, goal);
        }
    }

    /**
     * Tells the log of every goal whose repair is not finished. For a node that starts to serve; a repair itself has no need to be told.
     *
     * @throws IOException if the disk refuses
     */
    public static void sayUnfinished(Path dataDirectory) throws IOException {
        for (Path goal : goals(dataDirectory)) {
            try {
                RepairNote.read(goal).ifPresent(open -> sayUnfinished(goal, open));
            } catch (MalformedException e) {
                // Whoever resumes says so.
            }
        }
    }

    private static void sayUnfinished(Path goal, RepairNote open) {
        LOG.atWarn()
                .addKeyValue("goal", goal.getFileName())
                .addKeyValue("entries_before", open.before())
                .addKeyValue("salvaged", open.salvaged())
                .log("A repair of this goal is not finished: run 'ian log repair --from-peers' on the stopped node to"
                        + " learn what is still missing");
    }

    private static List<Path> goals(Path dataDirectory) throws IOException {
        Path goals = dataDirectory.resolve("goals");
        if (!Files.isDirectory(goals)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(goals)) {
            return directories.filter(Files::isDirectory).toList();
        }
    }

    /** Takes the salvaged journal over; {@code note} is of stage SWAPPING and becomes durable first. */
    public static void start(Path dataDirectory, Path goalDirectory, RepairNote note) throws IOException {
        note.write(goalDirectory);
        finish(dataDirectory, goalDirectory, note);
    }

    /** Ends a repair: the note goes to what was set aside. */
    public static void close(Path goalDirectory, RepairNote note) throws IOException {
        Path aside = OwnerOnly.directories(goalDirectory.resolve(note.aside()));
        Files.move(
                goalDirectory.resolve(RepairNote.NAME),
                aside.resolve(RepairNote.NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(aside);
        force(goalDirectory);
    }

    /** Deletes a salvage that was not finished; the damaged files are as they were. */
    public static void discard(Path goalDirectory) throws IOException {
        Path salvage = goalDirectory.resolve(SALVAGE);
        if (!Files.exists(salvage, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(salvage)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
        force(goalDirectory);
    }

    private static void resume(Path dataDirectory, Path goal) throws IOException {
        Optional<RepairNote> note;
        try {
            note = RepairNote.read(goal);
        } catch (MalformedException e) {
            // Atomically written, so a disk did this; without it a swap cannot be told from a lost log.
            LOG.atError().addKeyValue("file", goal.resolve(RepairNote.NAME)).log("{}", e.getMessage());
            return;
        }
        if (note.filter(found -> found.stage() == RepairNote.Stage.SWAPPING).isPresent()) {
            LOG.atWarn()
                    .addKeyValue("goal", goal.getFileName())
                    .log("A repair was cut short while the salvaged log took its place; that is finished now");
            finish(dataDirectory, goal, note.get());
        }
    }

    private static void finish(Path dataDirectory, Path goal, RepairNote note) throws IOException {
        forget(dataDirectory, goal.getFileName().toString());
        Path aside = OwnerOnly.directories(goal.resolve(note.aside()));
        Path salvage = goal.resolve(SALVAGE);
        for (String name : REPLACED) {
            // Once its successor has moved, what has the name is the successor.
            if (Files.isDirectory(salvage.resolve(name))) {
                moveIfThere(goal.resolve(name), aside.resolve(name));
                force(aside);
                Files.move(salvage.resolve(name), goal.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                force(goal);
            }
        }
        moveIfThere(goal.resolve(PREFIXES), aside.resolve(PREFIXES));
        force(aside);
        force(goal);
        Files.deleteIfExists(salvage);
        note.at(RepairNote.Stage.FETCHING).write(goal);
    }

    /** The snapshot is of the damaged journal, and would convict the new one; what it promised is in the note. */
    private static void forget(Path dataDirectory, String goalId) throws IOException {
        NodeStateFile file = new NodeStateFile(dataDirectory);
        try {
            Map<String, GoalSnapshot> snapshots = new TreeMap<>(file.read());
            if (snapshots.remove(goalId) != null) {
                file.write(snapshots, Files.getLastModifiedTime(file.path()).toMillis());
            }
        } catch (MalformedException e) {
            LOG.atDebug().addKeyValue("file", file.path()).log("Says nothing of the goal: {}", e.getMessage());
        }
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
