package network.ian.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.score.ScoreFile;

/**
 * Whom this node refuses.
 *
 * @param nodes until when, by node id
 * @param prefixes until when, by address prefix
 */
record Bans(Map<String, Instant> nodes, Map<IpPrefix, Instant> prefixes) {

    static final Bans NONE = new Bans(Map.of(), Map.of());

    private static final int LONGEST_FILE = 32 << 20;
    private static final double MILLIS = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was read, and how that went. */
    record Read(Bans bans, Finding finding) {}

    /** Of {@code peer_scores.json}, with the bans that have not ended. */
    static Read read(Path data, Instant now) {
        Path file = data.resolve(ScoreFile.NAME);
        if (!Files.exists(file)) {
            return new Read(NONE, Finding.skip("peer scores", "no peer_scores.json yet"));
        }
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new IOException("larger than 32 MiB");
            }
            JsonNode document = JSON.readTree(Files.readAllBytes(file));
            if (!document.path("peers").isObject()) {
                throw new IOException("it has no object \"peers\"");
            }
            Bans bans = new Bans(nodes(document.path("peers"), now), prefixes(document.path("banned_prefixes"), now));
            return new Read(
                    bans,
                    Finding.ok(
                            "peer scores",
                            document.path("peers").size() + " peers, "
                                    + bans.nodes().size() + " banned"));
        } catch (IOException e) {
            return new Read(
                    NONE,
                    Finding.fail(
                            "peer scores",
                            "peer_scores.json: " + e.getMessage(),
                            "Mend the JSON ('jq . peer_scores.json' shows where): a running node copies it aside after 5 s and"
                                    + " writes it anew from memory."));
        }
    }

    /** With those that a running node tells. */
    Bans and(JsonNode peersAnswer) {
        Map<String, Instant> all = new HashMap<>(nodes);
        if (peersAnswer.path("banned").isArray()) {
            // The running node knows better than a file that it writes a little later.
            all.clear();
            peersAnswer
                    .path("banned")
                    .forEach(ban -> all.put(
                            ban.path("node_id").asText(),
                            Instant.ofEpochMilli(ban.path("banned_until_ms").asLong())));
        }
        return new Bans(all, prefixes);
    }

    private static Map<String, Instant> nodes(JsonNode peers, Instant now) {
        Map<String, Instant> banned = new HashMap<>();
        peers.properties()
                .forEach(peer -> until(peer.getValue().path("banned_until"), now)
                        .ifPresent(end -> banned.put(peer.getKey(), end)));
        return banned;
    }

    private static Map<IpPrefix, Instant> prefixes(JsonNode prefixes, Instant now) {
        Map<IpPrefix, Instant> banned = new HashMap<>();
        prefixes.properties()
                .forEach(prefix -> IpPrefix.parse(prefix.getKey())
                        .ifPresent(parsed -> until(prefix.getValue(), now).ifPresent(end -> banned.put(parsed, end))));
        return banned;
    }

    private static Optional<Instant> until(JsonNode seconds, Instant now) {
        double end = Math.min(seconds.asDouble() * MILLIS, Long.MAX_VALUE / 2.0);
        return end > now.toEpochMilli() ? Optional.of(Instant.ofEpochMilli((long) end)) : Optional.empty();
    }
}
