package network.ian.core.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node says at its start of files that were there before, or should have been. */
final class FirstWords {

    private static final Logger LOG = LoggerFactory.getLogger(FirstWords.class);

    private final Path data;
    private final boolean hadGoals;

    /** Looks around before anything is made. */
    FirstWords(Path data) throws IOException {
        this.data = data;
        this.hadGoals = hasLogs(data.resolve("goals"));
    }

    void sayNewIdentity(NodeIdentity identity) {
        if (hadGoals) {
            LOG.atWarn()
                    .addKeyValue("node_id", identity.nodeId())
                    .log(
                            "identity.json is missing beside logs of an earlier run: a new identity was made. Peers take this"
                                    + " for another node. Restore the file from a backup to be the same one again");
        } else {
            LOG.atInfo()
                    .addKeyValue("node_id", identity.nodeId())
                    .addKeyValue("data_directory", data)
                    .log("Empty data directory: a new identity was made, and the logs are caught up from peers. If this"
                            + " node had data before, stop it and look at what is mounted there");
        }
    }

    /** Whoever can write to the directory can replace what is in it, whatever the files' own modes are. */
    void sayIfOpenToAll() throws IOException {
        if (Files.getPosixFilePermissions(data).contains(PosixFilePermission.OTHERS_WRITE)) {
            LOG.atWarn()
                    .addKeyValue("data_directory", data)
                    .log("Every user of this machine can write to the data directory, and so replace the node's key and"
                            + " tokens; unless it is a volume of a container, run: chmod o-w on it");
        }
    }

    void sayIfStateIsMissing(NodeStateFile state, GoalCatalog catalog) {
        if (hadGoals && !catalog.specs().isEmpty() && !Files.exists(state.path())) {
            LOG.atWarn()
                    .addKeyValue("file", state.path())
                    .log(
                            "node_state.json is missing: it is rebuilt from the journals. Damage within them is found all the"
                                    + " same; entries that are missing at their end can only be got back from peers");
        }
    }

    void sayUnreadable(UnreadableGoal goal) {
        LOG.atError().addKeyValue("goal", goal.goalId()).log("The goal is not served: {}", goal.detail());
    }

    /** Goals that the snapshot remembers with entries, and of which nothing else is left. */
    static List<UnreadableGoal> lost(Map<String, GoalSnapshot> snapshots, GoalCatalog catalog, Path data) {
        Set<String> known = Stream.concat(
                        catalog.specs().stream().map(GoalSpec::goalId),
                        catalog.unreadable().stream().map(UnreadableGoal::goalId))
                .collect(Collectors.toSet());
        List<UnreadableGoal> lost = new ArrayList<>();
        snapshots.forEach((id, snapshot) -> {
            if (!known.contains(id) && snapshot.logSize() > 0) {
                lost.add(new UnreadableGoal(
                        id,
                        data.resolve("goals").resolve(id),
                        "missing data: node_state.json records " + snapshot.logSize()
                                + " entries, and the goal's directory"
                                + " is gone; restore it, or install the goal again and run 'ian log repair --from-peers'. To"
                                + " give it up, delete node_state.json while the node is stopped"));
            }
        });
        return lost;
    }

    private static boolean hasLogs(Path goals) throws IOException {
        if (!Files.isDirectory(goals)) {
            return false;
        }
        try (Stream<Path> directories = Files.list(goals)) {
            return directories.anyMatch(goal -> Files.isDirectory(goal.resolve("log")));
        }
    }
}
