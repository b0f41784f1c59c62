package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** A goal's whole log as a quiet node serves it, with a root that was computed here, by RFC 9162 section 2.1.1. */
public final class LogCopy {

    private static final int PAGE = 1000;
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Hash> leaves = new ArrayList<>();
    private final Hash root;

    private LogCopy(Api api) {
        List<Position> order = new ArrayList<>();
        JsonNode page;
        do {
            page = api.log(leaves.size(), PAGE).withStatus(200).data();
            for (JsonNode entry : page.path("entries")) {
                add(entry);
                order.add(new Position(
                        entry.path("timestamp_ms").asLong(),
                        entry.path("contribution_id").asText()));
            }
        } while (!page.path("entries").isEmpty());
        assertThat(order).isSortedAccordingTo(Position.CANONICAL);
        this.root = root(0, leaves.size());
        assertThat(page.path("log_size").asInt()).isEqualTo(leaves.size());
        assertThat(page.path("log_root").asText())
                .as("log_root, computed again")
                .isEqualTo(root.hex());
    }

    /** Reads it all; fails if it is not in canonical order, or its root is not the one that the node says. */
    public static LogCopy of(Api api) {
        return new LogCopy(api);
    }

    public int size() {
        return leaves.size();
    }

    public Hash root() {
        return root;
    }

    /** Whether the contribution is in the log. */
    public boolean holds(String contributionId) {
        return positions.containsKey(contributionId);
    }

    public int position(String contributionId) {
        assertThat(positions).as("the log").containsKey(contributionId);
        return positions.get(contributionId);
    }

    private void add(JsonNode entry) {
        String id = entry.path("contribution_id").asText();
        assertThat(entry.path("log_index").asInt()).isEqualTo(leaves.size());
        assertThat(positions.put(id, leaves.size()))
                .as("an earlier position of " + id)
                .isNull();
        leaves.add(Sha256.of(LEAF, Hash.fromHex("contribution_id", id).toArray()));
    }

    private Hash root(int from, int to) {
        return switch (to - from) {
            case 0 -> Sha256.of();
            case 1 -> leaves.get(from);
            default -> {
                int middle = from + Integer.highestOneBit(to - from - 1);
                yield Sha256.of(
                        NODE, root(from, middle).toArray(), root(middle, to).toArray());
            }
        };
    }

    private record Position(long timestampMs, String id) {
        static final Comparator<Position> CANONICAL =
                Comparator.comparingLong(Position::timestampMs).thenComparing(Position::id);
    }
}
