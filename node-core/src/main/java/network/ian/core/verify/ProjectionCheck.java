package network.ian.core.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.LeaderboardView;

/** Compares {@code projections/leaderboard.json} with the ranking that follows from the log. */
final class ProjectionCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST = 64 << 20;

    private ProjectionCheck() {}

    /**
     * What is wrong with the file, in words; nothing if there is none.
     *
     * @param boards rankings that it may show
     * @param mustBeCurrent whether it must show one of them: a node that was killed may leave an older or newer one
     */
    static Optional<String> problem(Path file, List<LeaderboardView> boards, boolean mustBeCurrent) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LONGEST) {
            return Optional.of("longer than " + LONGEST + " bytes");
        }
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return Optional.of("not valid JSON: " + e.getOriginalMessage());
        }
        String root = json.path("leaderboard_root").asText();
        for (LeaderboardView board : boards) {
            if (board.root().hex().equals(root)) {
                return entries(json.path("entries"), board);
            }
        }
        return mustBeCurrent
                ? Optional.of("leaderboard_root is " + root + ", the log gives "
                        + boards.get(0).root())
                : Optional.empty();
    }

    private static Optional<String> entries(JsonNode entries, LeaderboardView board) {
        if (entries.size() != board.size()) {
            return Optional.of(entries.size() + " entries, the log ranks " + board.size());
        }
        for (int rank = 1; rank <= board.size(); rank++) {
            if (!shows(entries.get(rank - 1), rank, board.at(rank))) {
                return Optional.of("rank " + rank + " is not what the log ranks there");
            }
        }
        return Optional.empty();
    }

    private static boolean shows(JsonNode entry, int rank, Candidate ranked) {
        return entry.path("rank").asInt() == rank
                && entry.path("contribution_id").asText().equals(ranked.id().hex())
                && entry.path("pack_hash").asText().equals(ranked.packHash().hex())
                && entry.path("contributor_id").asText().equals(ranked.contributorId())
                && entry.path("score").asDouble() == ranked.score();
    }
}
