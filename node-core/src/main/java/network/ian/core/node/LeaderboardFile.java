package network.ian.core.node;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.file.AtomicFile;
import network.ian.core.file.OwnerOnly;
import network.ian.core.format.LeaderboardFormat;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.projection.Candidate;

/** {@code goals/<goal_id>/projections/leaderboard.json}: for people and scripts; the node never reads it back. */
final class LeaderboardFile {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final GoalCatalog catalog;

    LeaderboardFile(GoalCatalog catalog) {
        this.catalog = catalog;
    }

    /** What a crash left of a leaderboard that was being written. */
    static void removeLeftovers(GoalCatalog catalog, GoalSpec spec) throws IOException {
        Path directory = directory(catalog, spec);
        if (Files.isDirectory(directory)) {
            AtomicFile.removeLeftovers(directory);
        }
    }

    void write(GoalSpec spec, GoalView view) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", LeaderboardFormat.VERSION);
        json.put("goal_id", spec.goalId());
        json.put("topic", spec.topic().hex());
        json.put("log_size", view.log().size());
        json.put("log_root", view.log().root().hex());
        json.put("leaderboard_root", view.leaderboard().root().hex());
        ArrayNode entries = json.putArray("entries");
        for (Candidate entry : view.leaderboard().ranked()) {
            entries.addObject()
                    .put("rank", entries.size())
                    .put("contribution_id", entry.id().hex())
                    .put("pack_hash", entry.packHash().hex())
                    .put("contributor_id", entry.contributorId())
                    .put("score", entry.score());
        }
        OwnerOnly.directories(directory(catalog, spec));
        Path file = LeaderboardFormat.file(catalog.directory(spec));
        AtomicFile.write(file, MAPPER.writeValueAsBytes(json), AtomicFile.OWNER_ONLY);
    }

    private static Path directory(GoalCatalog catalog, GoalSpec spec) {
        return LeaderboardFormat.file(catalog.directory(spec)).getParent();
    }
}
