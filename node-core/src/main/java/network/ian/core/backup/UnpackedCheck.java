package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verify.DataAudit;
import network.ian.core.verify.GoalReport;

/** Replays the unpacked goals and holds what they come to against the manifest. */
final class UnpackedCheck {

    private final SignatureVerifier signatures;
    private final int threads;
    private final LongConsumer progress;

    /**
     * Ready to check.
     *
     * @param threads that verify signatures and evaluate
     * @param progress told how many entries of a goal were read
     */
    UnpackedCheck(SignatureVerifier signatures, int threads, LongConsumer progress) {
        this.signatures = signatures;
        this.threads = threads;
        this.progress = progress;
    }

    /** What is there, without a word about a manifest. */
    List<GoalReport> audit(Path unpacked, boolean deep) throws IOException {
        try (DataAudit audit = new DataAudit(unpacked, signatures, threads)) {
            return audit.run(Optional.empty(), deep, progress);
        }
    }

    /**
     * Checks everything.
     *
     * @param deep whether every body is evaluated again
     * @throws BackupDamagedException with the first thing that is wrong
     */
    List<GoalReport> require(Path unpacked, Manifest manifest, boolean deep) throws IOException {
        requireTopics(unpacked, manifest);
        List<GoalReport> reports = audit(unpacked, deep);
        Map<String, GoalReport> byId = new HashMap<>();
        for (GoalReport report : reports) {
            byId.put(report.goalId(), report);
            if (!report.ok()) {
                throw new BackupDamagedException(
                        "goal " + report.goalId() + ": " + report.problems().get(0));
            }
        }
        for (Manifest.GoalEntry goal : manifest.goals()) {
            compare(goal, byId.remove(goal.goalId()));
        }
        if (!byId.isEmpty()) {
            throw new BackupDamagedException("it has goals that its manifest does not name: " + byId.keySet());
        }
        return reports;
    }

    private static void requireTopics(Path unpacked, Manifest manifest) throws IOException {
        try {
            for (GoalSpec spec : GoalCatalog.readOnly(unpacked).specs()) {
                boolean named = manifest.goal(spec.goalId())
                        .filter(goal -> goal.topic().equals(spec.topic()))
                        .isPresent();
                if (!named) {
                    throw new BackupDamagedException("goal " + spec.goalId()
                            + ": the manifest does not name the topic of its specification, " + spec.topic());
                }
            }
        } catch (MalformedException e) {
            throw new BackupDamagedException(e.getMessage(), e);
        }
    }

    private static void compare(Manifest.GoalEntry goal, GoalReport report) throws BackupDamagedException {
        String what = "goal " + goal.goalId() + ": ";
        if (report == null) {
            throw new BackupDamagedException(what + "the manifest names it, but there is nothing of it");
        }
        if (report.logSize() != goal.logSize()) {
            throw new BackupDamagedException(
                    what + "its files hold " + report.logSize() + " entries, the manifest says " + goal.logSize());
        }
        if (goal.roots().isPresent()) {
            Manifest.Roots roots = goal.roots().get();
            if (!report.logRoot().equals(roots.logRoot())
                    || !report.leaderboardRoot().equals(roots.leaderboardRoot())) {
                throw new BackupDamagedException(what + "its files come to log root " + report.logRoot()
                        + " and leaderboard root " + report.leaderboardRoot() + ", the manifest says "
                        + roots.logRoot() + " and " + roots.leaderboardRoot());
            }
        }
    }
}
