package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalExtent;
import network.ian.core.state.GoalSnapshot;

/**
 * The state that a backup is made of: of each goal, a commit record of its journal and what the entries up to there come to.
 *
 * @param goals by id, ascending
 */
public record BackupCut(List<GoalCut> goals) {

    /** Where cuts come from: a running node, or the files of one that is stopped. */
    @FunctionalInterface
    public interface Source {

        /**
         * Takes a cut now.
         *
         * @throws BackupRefusedException if a goal is not fit to be backed up
         */
        BackupCut take() throws IOException;
    }

    /**
     * One goal.
     *
     * @param directory the goal's
     */
    public record GoalCut(GoalSpec spec, Path directory, GoalSnapshot snapshot) {

        String id() {
            return spec.goalId();
        }

        JournalExtent extent() throws IOException {
            return JournalExtent.at(directory, id(), spec.topic(), snapshot.position());
        }
    }

    public BackupCut {
        goals = List.copyOf(goals);
    }

    /**
     * The cut that a running node named.
     *
     * @param snapshots of all its goals, by id
     * @throws BackupRefusedException if they are not those of the data directory
     */
    public static BackupCut of(Path dataDirectory, Map<String, GoalSnapshot> snapshots) throws IOException {
        GoalCatalog catalog = GoalCatalog.readOnly(dataDirectory);
        Map<String, GoalSnapshot> left = new TreeMap<>(snapshots);
        List<GoalCut> goals = new ArrayList<>();
        for (GoalSpec spec : catalog.specs()) {
            GoalSnapshot snapshot = left.remove(spec.goalId());
            if (snapshot == null || !snapshot.topic().equals(spec.topic())) {
                throw new BackupRefusedException("the node that answers does not serve goal " + spec.goalId() + " of "
                        + dataDirectory + ": is it another node's address?");
            }
            goals.add(new GoalCut(spec, catalog.directory(spec), snapshot));
        }
        if (!left.isEmpty()) {
            throw new BackupRefusedException("the node that answers has goals that are not in " + dataDirectory + ": "
                    + String.join(", ", left.keySet()));
        }
        return new BackupCut(goals);
    }

    /** By goal id, as {@code node_state.json} has them. */
    Map<String, GoalSnapshot> snapshots() {
        Map<String, GoalSnapshot> snapshots = new TreeMap<>();
        goals.forEach(goal -> snapshots.put(goal.id(), goal.snapshot()));
        return snapshots;
    }
}
