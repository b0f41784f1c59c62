package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalExtent;
import network.ian.core.journal.JournalPosition;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import network.ian.core.verify.GoalReport;

/** Cuts of a data directory that no node uses; the caller holds its lock. Reads everything, writes nothing. */
final class StoppedNode implements BackupCut.Source {

    private final Path dataDirectory;
    private final GoalCheck check;

    StoppedNode(Path dataDirectory, GoalCheck check) {
        this.dataDirectory = dataDirectory;
        this.check = check;
    }

    @Override
    public BackupCut take() throws IOException {
        Map<String, GoalSnapshot> known = known();
        GoalCatalog catalog = GoalCatalog.readOnly(dataDirectory);
        List<BackupCut.GoalCut> goals = new ArrayList<>();
        for (GoalSpec spec : catalog.specs()) {
            Path directory = catalog.directory(spec);
            Optional<GoalSnapshot> snapshot = Optional.ofNullable(known.get(spec.goalId()));
            goals.add(new BackupCut.GoalCut(spec, directory, now(spec, directory, snapshot)));
        }
        return new BackupCut(goals);
    }

    /** Behind the last commit record there may be entries that nobody was told of; they are not taken. */
    private GoalSnapshot now(GoalSpec spec, Path directory, Optional<GoalSnapshot> known) throws IOException {
        JournalExtent extent = JournalExtent.last(directory, spec.goalId(), spec.topic())
                .orElseThrow(() -> new BackupRefusedException("goal " + spec.goalId() + " has no journal in "
                        + directory + ": start the node once, then take the backup"));
        if (extent.takedownPending()) {
            throw new BackupRefusedException("goal " + spec.goalId()
                    + ": a body was being dropped when the node ended; start the node once, which finishes that");
        }
        JournalPosition position = extent.position();
        if (known.isPresent() && known.get().position().equals(position)) {
            return known.get();
        }
        GoalReport report = check.require(spec, directory, known);
        return new GoalSnapshot(
                spec.topic(),
                report.logSize(),
                report.logRoot(),
                report.leaderboardRoot(),
                position,
                known.map(GoalSnapshot::rejected).orElse(0L),
                known.flatMap(GoalSnapshot::anchor));
    }

    private Map<String, GoalSnapshot> known() throws IOException {
        try {
            return new NodeStateFile(dataDirectory).read();
        } catch (MalformedException e) {
            return Map.of();
        }
    }
}
