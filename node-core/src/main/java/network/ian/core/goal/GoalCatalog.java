package network.ian.core.goal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.file.AtomicFile;
import network.ian.core.file.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The goals of one data directory: what is stored wins, goal files add, built-in goals fill what is missing
 * (formats.md, "Goal").
 */
public final class GoalCatalog {

    /** The goal that every node brings. */
    public static final String DEMO_GOAL = "DEMO_TRADING_AGENT";

    private static final Logger LOG = LoggerFactory.getLogger(GoalCatalog.class);
    private static final String SPEC_FILE = "spec.json";
    private static final String LOG_DIRECTORY = "log";

    private final Path goalsDirectory;
    private final Map<String, GoalSpec> specs = new TreeMap<>();
    private final Set<String> given = new TreeSet<>();
    private final Map<String, UnreadableGoal> unreadable = new TreeMap<>();
    /** Directories that hold a log and no specification. */
    private final Set<String> unspecified = new TreeSet<>();

    private GoalCatalog(Path goalsDirectory) {
        this.goalsDirectory = goalsDirectory;
    }

    /**
     * Reads the stored goals and installs new ones. A stored goal whose specification is damaged or lost stops no other:
     * {@link #unreadable}.
     *
     * @param dataDirectory the node's data directory; {@code goals/<goal_id>/spec.json} below it
     * @param specFiles directory whose {@code *.json} files are goals to add; may not exist
     * @param limit most goals; what is stored may be more, and no file adds to it then
     * @throws MalformedException for a file in {@code specFiles} that cannot be read, has a known id and another topic, or is
     *     one too many
     */
    public static GoalCatalog open(Path dataDirectory, Path specFiles, int limit) throws IOException {
        GoalCatalog catalog = new GoalCatalog(dataDirectory.resolve("goals"));
        OwnerOnly.directories(catalog.goalsDirectory);
        catalog.removeLeftovers();
        catalog.readStored();
        catalog.addFiles(specFiles, limit);
        catalog.addBuiltIn();
        // Whoever stored a goal may have been killed before its directory's name was on the disk.
        AtomicFile.flushDirectory(catalog.goalsDirectory);
        catalog.sayUnspecified();
        return catalog;
    }

    /** Only what is stored, without installing or creating anything; for tools that must not write. */
    public static GoalCatalog readOnly(Path dataDirectory) throws IOException {
        GoalCatalog catalog = new GoalCatalog(dataDirectory.resolve("goals"));
        if (Files.isDirectory(catalog.goalsDirectory)) {
            catalog.readStored();
            catalog.sayUnspecified();
        }
        return catalog;
    }

    /** The goals by id, ascending. */
    public Collection<GoalSpec> specs() {
        return Collections.unmodifiableCollection(specs.values());
    }

    /** Goals that are stored here and cannot be served, by id, ascending. */
    public Collection<UnreadableGoal> unreadable() {
        return Collections.unmodifiableCollection(unreadable.values());
    }

    /**
     * Why a goal cannot be added to those that are stored, in words: its id stands for another topic, or for data that this
     * catalog did not read.
     */
    public Optional<String> conflict(GoalSpec spec) {
        GoalSpec known = specs.get(spec.goalId());
        if (known != null) {
            return known.topic().equals(spec.topic()) ? Optional.empty() : Optional.of(otherTopic(known));
        }
        return Optional.ofNullable(unreadable.get(spec.goalId()))
                .map(UnreadableGoal::detail)
                .or(() -> strangersData(spec));
    }

    /**
     * Stores a goal that has no {@link #conflict}; on return it is on the disk. One that is stored already changes nothing.
     *
     * @throws IOException if the disk refuses; adding it again is right then
     */
    public void add(GoalSpec spec) throws IOException {
        if (!specs.containsKey(spec.goalId())) {
            install(spec);
        }
    }

    /** Where a goal keeps its data. */
    public Path directory(GoalSpec spec) {
        return goalsDirectory.resolve(spec.goalId());
    }

    /** The document of the built-in goal. */
    public static GoalSpec demoGoal() {
        String resource = DEMO_GOAL + ".json";
        try (InputStream in = GoalCatalog.class.getResourceAsStream(resource)) {
            return GoalSpecCodec.decode(resource, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody put there after this catalog was read. */
    private Optional<String> strangersData(GoalSpec spec) {
        Path directory = directory(spec);
        Path file = directory.resolve(SPEC_FILE);
        if (Files.exists(file) ? isSame(file, spec) : !Files.exists(directory.resolve(LOG_DIRECTORY))) {
            return Optional.empty();
        }
        return Optional.of(
                "goal " + spec.goalId() + ": " + directory
                        + " holds data that this node did not read at its start; restart the node to serve it, or move it away");
    }

    private static boolean isSame(Path file, GoalSpec spec) {
        try {
            return read(file).topic().equals(spec.topic());
        } catch (MalformedException | IOException e) {
            return false;
        }
    }

    /** What crashes left of specifications that were being written. */
    private void removeLeftovers() throws IOException {
        for (Path directory : list(goalsDirectory, "*")) {
            if (Files.isDirectory(directory)) {
                AtomicFile.removeLeftovers(directory);
            }
        }
    }

    private void readStored() throws IOException {
        for (Path directory : list(goalsDirectory, "*")) {
            Path file = directory.resolve(SPEC_FILE);
            if (Files.isRegularFile(file)) {
                readStored(directory.getFileName().toString(), file);
            } else if (Files.isDirectory(directory.resolve(LOG_DIRECTORY))) {
                unspecified.add(directory.getFileName().toString());
            }
        }
    }

    private void readStored(String id, Path file) {
        try {
            GoalSpec spec = read(file);
            if (spec.goalId().equals(id)) {
                specs.put(id, spec);
            } else {
                setUnreadable(id, "names another goal: " + spec.goalId());
            }
        } catch (MalformedException | IOException e) {
            setUnreadable(id, "the goal's specification cannot be read: " + e.getMessage());
        }
    }

    private void sayUnspecified() {
        for (String id : unspecified) {
            if (!specs.containsKey(id)) {
                setUnreadable(id, "the goal's specification is missing");
            }
        }
    }

    private void setUnreadable(String id, String problem) {
        Path file = goalsDirectory.resolve(id).resolve(SPEC_FILE);
        unreadable.put(
                id,
                new UnreadableGoal(
                        id,
                        file,
                        problem
                                + "; restore the file from a backup or another node of this goal: its log is untouched"));
    }

    private void addFiles(Path directory, int limit) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (Path file : list(directory, "*.json")) {
            GoalSpec spec = read(file);
            GoalSpec known = specs.get(spec.goalId());
            given.add(spec.goalId());
            if (known == null) {
                requireRoom(file, spec, limit);
                installUnlessStored(spec);
            } else if (!known.topic().equals(spec.topic())) {
                throw new MalformedException(file.toString(), otherTopic(known));
            }
        }
    }

    private void requireRoom(Path file, GoalSpec spec, int limit) {
        int stored = specs.size() + unreadable.size();
        if (stored >= limit && !unreadable.containsKey(spec.goalId())) {
            throw new MalformedException(
                    file.toString(),
                    "one goal too many: " + stored + " are stored, the limit is " + limit + " (goals.max)");
        }
    }

    private static String otherTopic(GoalSpec known) {
        return "goal_id " + known.goalId() + " is known with another topic (" + known.topic()
                + "); a changed rule is a new goal: give it a new goal_id";
    }

    private void addBuiltIn() throws IOException {
        GoalSpec demo = demoGoal();
        GoalSpec stored = specs.get(demo.goalId());
        if (stored == null) {
            installUnlessStored(demo);
        } else if (!stored.topic().equals(demo.topic()) && !given.contains(demo.goalId())) {
            LOG.atWarn()
                    .addKeyValue("goal", demo.goalId())
                    .addKeyValue("stored_topic", stored.topic())
                    .addKeyValue("built_in_topic", demo.topic())
                    .log("The stored goal differs from the built-in one; the stored one is used");
        }
    }

    private void installUnlessStored(GoalSpec spec) throws IOException {
        if (!unreadable.containsKey(spec.goalId())) {
            install(spec);
        }
    }

    private void install(GoalSpec spec) throws IOException {
        Path directory = directory(spec);
        OwnerOnly.directories(directory);
        AtomicFile.write(directory.resolve(SPEC_FILE), spec.canonical().view(), AtomicFile.OWNER_ONLY);
        AtomicFile.flushDirectory(goalsDirectory);
        specs.put(spec.goalId(), spec);
        LOG.atInfo()
                .addKeyValue("goal", spec.goalId())
                .addKeyValue("topic", spec.topic())
                .log("Goal installed");
    }

    private static GoalSpec read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > JsonLimits.GOAL_SPEC.maxBytes()) {
            throw new MalformedException(
                    file.toString(), size + " bytes, the limit is " + JsonLimits.GOAL_SPEC.maxBytes());
        }
        return GoalSpecCodec.decode(file.toString(), Files.readAllBytes(file));
    }

    private static List<Path> list(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            files.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }
}
