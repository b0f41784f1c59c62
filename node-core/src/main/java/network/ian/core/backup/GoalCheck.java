package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.Problem;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.verify.GoalAudit;
import network.ian.core.verify.GoalReport;

/** Reads a goal's files as {@code ian log verify} does before they are copied: a backup of damage would be worth nothing. */
final class GoalCheck implements AutoCloseable {

    private static final int BATCHES_WAITING = 64;
    /** One, because a node may serve beside it. */
    private static final int THREADS = 1;

    private final Path stateFile;
    private final SignatureVerifier signatures;
    private final WorkerPool pool = new WorkerPool("backup", THREADS, BATCHES_WAITING);

    GoalCheck(Path dataDirectory, SignatureVerifier signatures) {
        this.stateFile = dataDirectory.resolve(NodeStateFile.NAME);
        this.signatures = signatures;
    }

    /**
     * Checks the committed part.
     *
     * @param snapshot whose position must be there and whose roots must follow
     * @throws BackupDamagedException with the first thing that is wrong
     */
    GoalReport require(GoalSpec spec, Path directory, Optional<GoalSnapshot> snapshot) throws IOException {
        GoalReport report = new GoalAudit(spec, directory, stateFile, snapshot, true, signatures, Optional.empty())
                .run(pool, entries -> {});
        if (!report.ok()) {
            Problem first = report.problems().get(0);
            throw new BackupDamagedException("goal " + spec.goalId() + " is damaged, nothing was backed up: " + first
                    + (report.problems().size() > 1
                            ? ", and " + (report.problems().size() - 1) + " more"
                            : "")
                    + " ('ian log verify' lists it all)");
        }
        return report;
    }

    @Override
    public void close() {
        pool.close();
    }
}
