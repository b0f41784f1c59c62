package network.ian.core.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalDamagedException;
import network.ian.core.journal.JournalOptions;
import network.ian.core.journal.Problem;
import network.ian.core.log.IdSalt;
import network.ian.core.repair.RepairNote;
import network.ian.core.repair.RepairSwap;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.verify.GoalAudit;
import network.ian.core.verify.GoalReport;

/**
 * The part of a repair that needs no peer: finds what is damaged, salvages it, puts the new journal in its place. Whoever
 * uses it holds the data directory's lock. For one thread.
 */
public final class LocalRepair implements AutoCloseable {

    private static final DateTimeFormatter ASIDE =
            DateTimeFormatter.ofPattern("'damaged-'yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int WAITING = 16;
    private static final long HEADROOM_BYTES = 16 << 20;

    private final Path dataDirectory;
    private final SignatureVerifier signatures;
    private final Options options;
    private final WorkerPool pool;

    /**
     * How to repair.
     *
     * @param segmentBytes at which segments of a new journal are sealed
     * @param threads that check signatures, 1 or more
     * @param ownKey this node's public key, if it is known
     * @param clock names what is set aside
     */
    public record Options(long segmentBytes, int threads, Optional<Bytes> ownKey, Clock clock, SecureRandom entropy) {}

    /**
     * What was found of a goal, and done.
     *
     * @param problems that were found; of a repair that goes on, none are looked for
     * @param salvaged what was saved, if something had to be
     * @param note of the repair that is under way; empty if the goal needs none
     */
    public record Result(
            GoalSpec spec, List<Problem> problems, Optional<Salvaged> salvaged, Optional<RepairNote> note) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    public LocalRepair(Path dataDirectory, SignatureVerifier signatures, Options options) {
        this.dataDirectory = dataDirectory;
        this.signatures = signatures;
        this.options = options;
        this.pool = new WorkerPool("repair", options.threads, WAITING);
    }

    /** What a repair would find: the report of {@code log verify}. Writes nothing. */
    public GoalReport look(GoalSpec spec, Optional<GoalSnapshot> snapshot, LongConsumer progress) throws IOException {
        Path stateFile = dataDirectory.resolve(NodeStateFile.NAME);
        return new GoalAudit(spec, directory(spec), stateFile, snapshot, false, signatures, Optional.empty())
                .run(pool, progress);
    }

    /** Whether a report calls for a repair. */
    public static boolean needsRepair(GoalReport report) {
        return report.problems().stream()
                .anyMatch(problem -> problem.kind() == Problem.Kind.DAMAGE || problem.kind() == Problem.Kind.STATE);
    }

    /**
     * Looks, and where something is lost, salvages and swaps; a repair that is under way is gone on with.
     *
     * @param snapshot what {@code node_state.json} says of the goal
     * @throws IOException if the disk refuses; nothing is lost then, and the same call goes on later
     */
    public Result repair(GoalSpec spec, Optional<GoalSnapshot> snapshot, LongConsumer progress) throws IOException {
        Optional<RepairNote> open = RepairNote.read(directory(spec));
        if (open.isPresent() && opens(spec, snapshot)) {
            return new Result(spec, List.of(), Optional.empty(), open);
        }
        if (open.isPresent()) {
            // Damaged again before the first repair was over, which leaves its note to what it set aside.
            RepairSwap.close(directory(spec), open.get());
        }
        GoalReport report = look(spec, snapshot, progress);
        if (report.ok() || (!needsRepair(report) && opens(spec, snapshot))) {
            return new Result(spec, report.problems(), Optional.empty(), Optional.empty());
        }
        requireRoom(spec);
        int promised = snapshot.map(GoalSnapshot::logSize).orElse(0);
        GoalSalvage salvage = new GoalSalvage(
                spec,
                directory(spec),
                signatures,
                new GoalSalvage.Options(options.segmentBytes, promised, options.ownKey, IdSalt.from(options.entropy)));
        Salvaged salvaged = salvage.run(pool, progress);
        RepairNote note = new RepairNote(
                RepairNote.Stage.SWAPPING,
                aside(spec),
                snapshot.map(known -> new RepairNote.Promise(
                        known.logSize(), known.logRoot(), known.anchor().isPresent())),
                salvaged.committed(),
                salvaged.entries(),
                salvaged.promised(),
                salvaged.bodiesLost());
        RepairSwap.start(dataDirectory, directory(spec), note);
        return new Result(
                spec, report.problems(), Optional.of(salvaged), Optional.of(note.at(RepairNote.Stage.FETCHING)));
    }

    /** How the goal's log stands against what is known of it before. */
    public RepairOutcome outcome(GoalSpec spec, RepairNote note) throws IOException {
        return RepairOutcome.of(directory(spec), spec, note);
    }

    /** Ends a repair: all is back, or the operator takes the loss. */
    public void close(GoalSpec spec, RepairNote note) throws IOException {
        RepairSwap.close(directory(spec), note);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Does what a start of the node does with what a crash left; false if that refuses the journal. */
    private boolean opens(GoalSpec spec, Optional<GoalSnapshot> snapshot) throws IOException {
        JournalOptions journal = snapshot.map(GoalSnapshot::position)
                .filter(position -> position.entries() > 0)
                .map(JournalOptions.defaults()::withKnown)
                .orElse(JournalOptions.defaults());
        try {
            Journal.open(directory(spec), spec.goalId(), spec.topic(), journal, EntrySink.none())
                    .close();
            return true;
        } catch (JournalDamagedException e) {
            return false;
        }
    }

    private void requireRoom(GoalSpec spec) throws IOException {
        long needed =
                bytes(directory(spec).resolve("log")) + bytes(directory(spec).resolve("bodies")) + HEADROOM_BYTES;
        long free = Files.getFileStore(dataDirectory).getUsableSpace();
        if (free < needed) {
            throw new IOException(
                    "goal " + spec.goalId() + ": the damaged log is kept and a new one is written beside it,"
                            + " for which " + needed + " bytes are needed and " + free + " are free");
        }
    }

    private static long bytes(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private String aside(GoalSpec spec) {
        String name = ASIDE.format(options.clock.instant());
        for (int again = 1; Files.exists(directory(spec).resolve(name)); again++) {
            name = ASIDE.format(options.clock.instant()) + "-" + again;
        }
        return name;
    }

    private Path directory(GoalSpec spec) {
        return dataDirectory.resolve("goals").resolve(spec.goalId());
    }
}
