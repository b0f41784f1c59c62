package network.ian.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import network.ian.app.client.ApiClient;
import network.ian.core.codec.Base64Text;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;

/** Reads the goal over the API, as anybody can. Not thread-safe. */
final class BoardReader {

    private static final int MOST_PROPOSALS = 256;

    private final ApiClient client;
    private final String goalId;
    private final int ranks;
    private final Function<Bytes, Optional<Proposal>> decoder;
    private final Map<Hash, Optional<Proposal>> proposals = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Optional<Proposal>> eldest) {
            return size() > MOST_PROPOSALS;
        }
    };

    /**
     * Reads on demand.
     *
     * @param ranks how many entries of the leaderboard to read
     * @param decoder reads a pack's parameters
     */
    BoardReader(ApiClient client, String goalId, int ranks, Function<Bytes, Optional<Proposal>> decoder) {
        this.client = client;
        this.goalId = goalId;
        this.ranks = ranks;
        this.decoder = decoder;
    }

    /** Status and leaderboard, of the same moment only while nobody contributes. */
    Board read() {
        JsonNode status = client.get("/api/v1/status/" + goalId);
        JsonNode leaderboard = client.get("/api/v1/leaderboard/" + goalId + "?limit=" + ranks);
        List<Board.Entry> top = new ArrayList<>();
        leaderboard.path("entries").forEach(entry -> top.add(entry(entry)));
        return new Board(
                status.path("log_size").asLong(),
                Hash.fromHex("log_root", status.path("log_root").asText()),
                Hash.fromHex("leaderboard_root", status.path("leaderboard_root").asText()),
                leaderboard.path("total").asLong(),
                List.copyOf(top));
    }

    private Board.Entry entry(JsonNode entry) {
        Hash id = Hash.fromHex("contribution_id", entry.path("contribution_id").asText());
        return new Board.Entry(
                entry.path("rank").asInt(),
                id,
                entry.path("contributor_id").asText(),
                Result.read(entry),
                proposals.computeIfAbsent(id, this::proposal));
    }

    private Optional<Proposal> proposal(Hash id) {
        JsonNode body =
                client.get("/api/v1/contribution/" + goalId + "/" + id.hex()).path("body");
        try {
            return decoder.apply(
                    Base64Text.decode("parameters", body.path("parameters").asText()));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
