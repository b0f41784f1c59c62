package network.ian.core.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.journal.Problem;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.state.UnfinishedRestore;

/**
 * Checks the goals of a data directory, whether a node is stopped or running on it. Never writes. For one thread; not in
 * the process of that node, whose lock it would lose.
 */
public final class DataAudit implements AutoCloseable {

    private static final int BATCHES_WAITING = 64;
    private static final Hash EMPTY_ROOT = Sha256.of();

    private final Path dataDirectory;
    private final Path goalsDirectory;
    private final NodeStateFile stateFile;
    private final SignatureVerifier signatures;
    private final WorkerPool pool;

    /** @param threads that verify and evaluate, 1 or more */
    public DataAudit(Path dataDirectory, SignatureVerifier signatures, int threads) {
        this.dataDirectory = dataDirectory;
        this.goalsDirectory = dataDirectory.resolve("goals");
        this.stateFile = new NodeStateFile(dataDirectory);
        this.signatures = signatures;
        this.pool = new WorkerPool("audit", threads, BATCHES_WAITING);
    }

    /**
     * Checks one goal or all.
     *
     * @param goalId empty for every goal; one that is not there gives no report
     * @param deep whether every body is evaluated again
     * @param progress told how many entries of a goal were read
     * @throws MalformedException if a restore into the directory was broken off: what is missing then is no damage
     * @throws IOException if a directory cannot be listed or a file not be read
     */
    public List<GoalReport> run(Optional<String> goalId, boolean deep, LongConsumer progress) throws IOException {
        UnfinishedRestore.refuse(dataDirectory);
        boolean live = DataDirectoryLock.isTaken(dataDirectory);
        // Read before the journals, which only grow: what it names must be there.
        State state = readState();
        List<GoalReport> reports = new ArrayList<>();
        for (String id : goals(state)) {
            if (goalId.isEmpty() || goalId.get().equals(id)) {
                reports.add(audit(id, state, live, deep, progress));
            }
        }
        return reports;
    }

    @Override
    public void close() {
        pool.close();
    }

    private GoalReport audit(String id, State state, boolean live, boolean deep, LongConsumer progress)
            throws IOException {
        GoalReport report = auditOnce(id, state, live, deep, progress);
        // A node that starts, runs or takes a body down meanwhile can make sound files look damaged, but not twice
        // alike.
        if (report.ok() || !DataDirectoryLock.isTaken(dataDirectory)) {
            return report;
        }
        return auditOnce(id, readState(), true, deep, progress);
    }

    private GoalReport auditOnce(String id, State state, boolean live, boolean deep, LongConsumer progress)
            throws IOException {
        Path directory = goalsDirectory.resolve(id);
        Path specFile = directory.resolve("spec.json");
        GoalReport report;
        try {
            GoalSpec spec = spec(id, specFile);
            Optional<Evaluation> evaluation =
                    deep ? Optional.of(Harnesses.installed().prepare(spec)) : Optional.empty();
            Optional<GoalSnapshot> snapshot = Optional.ofNullable(state.snapshots.get(id));
            report = new GoalAudit(spec, directory, stateFile.path(), snapshot, live, signatures, evaluation)
                    .run(pool, progress);
        } catch (MalformedException e) {
            Problem problem = new Problem(specFile, 0, id, e.getMessage(), Problem.Kind.SPECIFICATION);
            report = new GoalReport(id, 0, EMPTY_ROOT, EMPTY_ROOT, List.of(problem));
        }
        return state.damage.isEmpty()
                ? report
                : with(report, new Problem(stateFile.path(), 0, id, state.damage.get(), Problem.Kind.STATE));
    }

    private static GoalReport with(GoalReport report, Problem problem) {
        List<Problem> problems = new ArrayList<>(report.problems());
        problems.add(problem);
        return new GoalReport(report.goalId(), report.logSize(), report.logRoot(), report.leaderboardRoot(), problems);
    }

    private static GoalSpec spec(String id, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MalformedException("goal " + id, "its specification is missing");
        }
        if (Files.size(file) > JsonLimits.GOAL_SPEC.maxBytes()) {
            throw new MalformedException("goal " + id, "its specification is too long");
        }
        GoalSpec spec = GoalSpecCodec.decode("goal " + id, Files.readAllBytes(file));
        if (!spec.goalId().equals(id)) {
            throw new MalformedException("goal " + id, "its specification names another goal: " + spec.goalId());
        }
        return spec;
    }

    /** What has a specification, a log or a snapshot, by id. */
    private Set<String> goals(State state) throws IOException {
        Set<String> ids = new TreeSet<>(state.snapshots.keySet());
        if (Files.isDirectory(goalsDirectory)) {
            try (Stream<Path> directories = Files.list(goalsDirectory)) {
                directories
                        .filter(directory -> Files.exists(directory.resolve("spec.json"))
                                || Files.isDirectory(directory.resolve("log")))
                        .forEach(directory -> ids.add(directory.getFileName().toString()));
            }
        }
        return ids;
    }

    private State readState() throws IOException {
        try {
            return new State(stateFile.read(), Optional.empty());
        } catch (MalformedException e) {
            return new State(Map.of(), Optional.of(e.getMessage()));
        }
    }

    private record State(Map<String, GoalSnapshot> snapshots, Optional<String> damage) {}
}
