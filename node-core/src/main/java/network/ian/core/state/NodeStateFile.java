package network.ian.core.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;
import network.ian.core.file.AtomicFile;
import network.ian.core.journal.JournalPosition;
import network.ian.core.view.Finality;

/**
 * {@code node_state.json} (runbook, "Key Files"): a snapshot that can be rebuilt from the journals, never the truth. A
 * missing file is no error; a damaged one is said and ignored by the caller.
 */
public final class NodeStateFile {

    /** File name in the data directory. */
    public static final String NAME = "node_state.json";

    /** The format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    private static final JsonLimits LIMITS = new JsonLimits(16 * 1024 * 1024, 8);

    private final Path file;

    public NodeStateFile(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    public Path path() {
        return file;
    }

    /**
     * The snapshots by goal id; empty if there is no file.
     *
     * @throws MalformedException if the file is damaged
     * @throws NewerFormatException if a newer program wrote it
     */
    public Map<String, GoalSnapshot> read() throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        return decode(file, Files.readAllBytes(file));
    }

    /**
     * As {@link #read}, of octets that are such a document.
     *
     * @param file for messages
     */
    public static Map<String, GoalSnapshot> decode(Path file, byte[] octets) throws NewerFormatException {
        ObjectReader in = new ObjectReader("", CanonicalJson.parseObject(NAME, octets, LIMITS));
        long version = in.integer("version", 1, CanonicalJson.MAX_INTEGER);
        if (version > VERSION) {
            throw new NewerFormatException(file, version, VERSION);
        }
        Map<String, GoalSnapshot> snapshots = new TreeMap<>();
        ObjectReader goals = in.child("goals");
        in.object("goals").fieldNames().forEachRemaining(id -> snapshots.put(id, goal(goals.child(id))));
        return snapshots;
    }

    /** Writes atomically and durably. */
    public void write(Map<String, GoalSnapshot> snapshots, long nowMs) throws IOException {
        AtomicFile.write(file, encode(snapshots, nowMs), AtomicFile.OWNER_ONLY);
    }

    /** The octets that {@link #write} writes. */
    public static byte[] encode(Map<String, GoalSnapshot> snapshots, long nowMs) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("saved_at", nowMs);
        ObjectNode goals = json.putObject("goals");
        snapshots.forEach((id, snapshot) -> goals.set(id, goal(snapshot)));
        return CanonicalJson.encode(NAME, json);
    }

    private static GoalSnapshot goal(ObjectReader in) {
        ObjectReader journal = in.child("journal");
        return new GoalSnapshot(
                Hash.fromHex(in.path("topic"), in.text("topic")),
                (int) in.integer("log_size", 0, Integer.MAX_VALUE),
                Hash.fromHex(in.path("log_root"), in.text("log_root")),
                Hash.fromHex(in.path("leaderboard_root"), in.text("leaderboard_root")),
                new JournalPosition(
                        (int) journal.integer("segment", 0, Integer.MAX_VALUE),
                        (int) journal.integer("offset", 0, Integer.MAX_VALUE),
                        (int) journal.integer("entries", 0, Integer.MAX_VALUE)),
                in.child("counters").integer("rejected", 0, CanonicalJson.MAX_INTEGER),
                in.has("last_anchor") ? Optional.of(anchor(in.child("last_anchor"))) : Optional.empty());
    }

    private static LastAnchor anchor(ObjectReader in) {
        String source = in.text("source");
        return new LastAnchor(
                Arrays.stream(Finality.Source.values())
                        .filter(known -> known.text().equals(source))
                        .findFirst()
                        .orElseThrow(() -> in.malformed("source", "unknown")),
                in.integer("sequence", 0, CanonicalJson.MAX_INTEGER),
                (int) in.integer("size", 1, Integer.MAX_VALUE),
                Hash.fromHex(in.path("log_root"), in.text("log_root")),
                Hash.fromHex(in.path("leaderboard_root"), in.text("leaderboard_root")));
    }

    private static ObjectNode goal(GoalSnapshot snapshot) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", snapshot.topic().hex());
        json.put("log_size", snapshot.logSize());
        json.put("log_root", snapshot.logRoot().hex());
        json.put("leaderboard_root", snapshot.leaderboardRoot().hex());
        ObjectNode journal = json.putObject("journal");
        journal.put("segment", snapshot.position().segment());
        journal.put("offset", snapshot.position().offset());
        journal.put("entries", snapshot.position().entries());
        json.putObject("counters").put("rejected", snapshot.rejected());
        json.putNull("last_anchor");
        snapshot.anchor().ifPresent(anchor -> json.set("last_anchor", anchor(anchor)));
        return json;
    }

    private static ObjectNode anchor(LastAnchor anchor) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", anchor.source().text());
        json.put("sequence", Math.min(anchor.sequence(), CanonicalJson.MAX_INTEGER));
        json.put("size", anchor.size());
        json.put("log_root", anchor.logRoot().hex());
        json.put("leaderboard_root", anchor.leaderboardRoot().hex());
        return json;
    }
}
