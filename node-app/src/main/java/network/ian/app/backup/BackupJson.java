package network.ian.app.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.backup.Manifest;
import network.ian.core.verify.GoalReport;

/** How commands show what is in a backup. */
final class BackupJson {

    private BackupJson() {}

    static ObjectNode of(Manifest manifest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", manifest.kind().text());
        json.put("ian_version", manifest.version());
        json.put("created_at_ms", manifest.createdAtMs());
        json.put("node_id", manifest.nodeId());
        json.put("files", manifest.files().size());
        json.put("content_bytes", manifest.totalBytes());
        ArrayNode goals = json.putArray("goals");
        manifest.goals().forEach(goal -> add(goals.addObject(), goal));
        return json;
    }

    static ArrayNode of(List<GoalReport> reports) {
        ArrayNode goals = JsonNodeFactory.instance.arrayNode();
        reports.forEach(report -> goals.addObject()
                .put("goal_id", report.goalId())
                .put("log_size", report.logSize())
                .put("log_root", report.logRoot().hex())
                .put("leaderboard_root", report.leaderboardRoot().hex()));
        return goals;
    }

    static List<String> lines(Manifest manifest) {
        List<String> lines = new ArrayList<>();
        for (Manifest.GoalEntry goal : manifest.goals()) {
            lines.add("goal " + goal.goalId() + ": log_size " + goal.logSize()
                    + goal.roots()
                            .map(roots ->
                                    ", log_root " + roots.logRoot() + ", leaderboard_root " + roots.leaderboardRoot())
                            .orElse(""));
        }
        return lines;
    }

    static List<String> lines(List<GoalReport> reports) {
        return reports.stream()
                .map(report -> "goal " + report.goalId() + ": log_size " + report.logSize() + ", log_root "
                        + report.logRoot() + ", leaderboard_root " + report.leaderboardRoot())
                .toList();
    }

    private static void add(ObjectNode json, Manifest.GoalEntry goal) {
        json.put("goal_id", goal.goalId());
        json.put("topic", goal.topic().hex());
        json.put("log_size", goal.logSize());
        json.put("log_root", goal.roots().map(roots -> roots.logRoot().hex()).orElse(null));
        json.put(
                "leaderboard_root",
                goal.roots().map(roots -> roots.leaderboardRoot().hex()).orElse(null));
        json.put("frozen_size", goal.roots().map(Manifest.Roots::frozenSize).orElse(null));
        json.put("first_timestamp_ms", goal.logSize() > 0 ? goal.firstTimestampMs() : null);
        json.put("last_timestamp_ms", goal.logSize() > 0 ? goal.lastTimestampMs() : null);
    }
}
