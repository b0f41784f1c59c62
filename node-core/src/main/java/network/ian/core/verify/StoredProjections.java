package network.ian.core.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalEntries;
import network.ian.core.state.GoalSnapshot;

/** Folds the projections of a goal that no node serves from its journal. Never writes. */
public final class StoredProjections {

    private StoredProjections() {}

    /**
     * Folds and compares.
     *
     * @param goalDirectory the goal's
     * @param snapshot what {@code node_state.json} says of the goal, for the prefix that was frozen then
     * @throws network.ian.core.journal.JournalException if the journal is damaged, or a newer program's
     */
    public static ProjectionStatus of(GoalSpec spec, Path goalDirectory, Optional<GoalSnapshot> snapshot)
            throws IOException {
        AuditFold fold = new AuditFold(spec, 0, AuditedPrefix.of(spec, goalDirectory, snapshot));
        JournalEntries.read(goalDirectory, spec.goalId(), spec.topic(), row -> fold.add(row.toStored()));
        AuditFold.State last = fold.last();
        return ProjectionStatus.of(spec.goalId(), goalDirectory, last.logSize(), last.logRoot(), last.leaderboard());
    }
}
