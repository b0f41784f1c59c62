package network.ian.core.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.Hex;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.codec.PrintableText;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.crypto.Signer;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.journal.JournalPosition;

/**
 * {@code manifest.json}: canonical JSON of {@code payload} and {@code signature}, the node's over a domain tag and the
 * payload's canonical octets.
 */
final class ManifestCodec {

    static final int FORMAT = 1;
    /** So that the parser's own limit of 65,536 values is never met. */
    static final int MOST_FILES = 7_500;

    static final int MOST_GOALS = 400;
    /** What the size of a file may be in a tar header without extensions: eleven octal digits. */
    static final long LARGEST_FILE = (1L << 33) - 1;

    static final JsonLimits LIMITS = new JsonLimits(4 << 20, 8);

    private static final String PAYLOAD = "payload";
    private static final String SIGNATURE = "signature";

    private ManifestCodec() {}

    /** Signs with the node's key. */
    static byte[] encode(Manifest manifest, Signer signer) throws BackupRefusedException {
        if (manifest.files().size() > MOST_FILES || manifest.goals().size() > MOST_GOALS) {
            throw new BackupRefusedException("a backup takes at most " + MOST_FILES + " files of " + MOST_GOALS
                    + " goals, here are " + manifest.files().size() + " of "
                    + manifest.goals().size()
                    + ": copy the directory of the stopped node instead");
        }
        ObjectNode payload = payload(manifest);
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set(PAYLOAD, payload);
        all.put(SIGNATURE, signer.sign(message(payload)).hex());
        return CanonicalJson.encode(Manifest.NAME, all);
    }

    /**
     * Reads and checks everything that can be checked without the files.
     *
     * @throws BackupDamagedException saying what is wrong
     */
    static Manifest decode(byte[] octets, SignatureVerifier signatures) throws BackupDamagedException {
        try {
            ObjectNode all = CanonicalJson.parseCanonical(Manifest.NAME, octets, LIMITS);
            ObjectReader in = new ObjectReader(Manifest.NAME, all);
            ObjectNode payload = in.object(PAYLOAD);
            byte[] signature = Hex.decode(SIGNATURE, in.text(SIGNATURE));
            in.done();
            long format = new ObjectReader(Manifest.NAME, payload).integer("format", 1, CanonicalJson.MAX_INTEGER);
            if (format > FORMAT) {
                throw new BackupDamagedException("the backup has format " + format
                        + ", made by a newer version of this program; this one knows up to " + FORMAT);
            }
            Manifest manifest = manifest(new ObjectReader(Manifest.NAME, payload));
            if (!signatures.verify(manifest.publicKey().toArray(), message(payload), signature)) {
                throw new BackupDamagedException(
                        Manifest.NAME + ": the signature is not the node's that the manifest names");
            }
            return manifest;
        } catch (MalformedException e) {
            throw new BackupDamagedException(e.getMessage(), e);
        }
    }

    private static byte[] message(ObjectNode payload) {
        byte[] tag = DomainTag.BACKUP_MANIFEST.octets();
        byte[] content = CanonicalJson.encode(Manifest.NAME, payload);
        byte[] message = Arrays.copyOf(tag, tag.length + content.length);
        System.arraycopy(content, 0, message, tag.length, content.length);
        return message;
    }

    private static ObjectNode payload(Manifest manifest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("kind", manifest.kind().text());
        json.put("ian_version", manifest.version());
        json.put("created_at_ms", manifest.createdAtMs());
        json.put("node_id", manifest.nodeId());
        json.put("public_key", manifest.publicKey().hex());
        ArrayNode files = json.putArray("files");
        manifest.files()
                .forEach(file -> files.addObject()
                        .put("path", file.path())
                        .put("size", file.size())
                        .put("sha256", file.sha256().hex()));
        ArrayNode goals = json.putArray("goals");
        manifest.goals().forEach(goal -> goals.add(payload(goal)));
        return json;
    }

    private static ObjectNode payload(Manifest.GoalEntry goal) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("goal_id", goal.goalId());
        json.put("topic", goal.topic().hex());
        json.put("log_size", goal.logSize());
        goal.roots()
                .ifPresent(roots -> json.put("log_root", roots.logRoot().hex())
                        .put("leaderboard_root", roots.leaderboardRoot().hex())
                        .put("frozen_size", roots.frozenSize()));
        goal.position()
                .ifPresent(position -> json.putObject("journal")
                        .put("segment", position.segment())
                        .put("offset", position.offset())
                        .put("entries", position.entries()));
        if (goal.logSize() > 0) {
            json.put("first_timestamp_ms", goal.firstTimestampMs());
            json.put("last_timestamp_ms", goal.lastTimestampMs());
        }
        return json;
    }

    private static Manifest manifest(ObjectReader in) {
        String kind = in.text("kind");
        Bytes publicKey = Bytes.wrap(Hex.decode("public_key", in.text("public_key")));
        Manifest manifest = new Manifest(
                Arrays.stream(Manifest.Kind.values())
                        .filter(known -> known.text().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> in.malformed("kind", "unknown")),
                PrintableText.require("ian_version", in.text("ian_version"), 64),
                in.integer("created_at_ms", 0, CanonicalJson.MAX_INTEGER),
                in.text("node_id"),
                publicKey,
                files(in),
                goals(in));
        in.integer("format", 1, FORMAT);
        in.done();
        if (!NodeIdentity.idOf(publicKey).equals(manifest.nodeId())) {
            throw in.malformed("node_id", "is not the SHA-256 of public_key");
        }
        return manifest;
    }

    private static List<Manifest.FileEntry> files(ObjectReader in) {
        List<Manifest.FileEntry> files = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (ObjectReader file : children(in, "files", MOST_FILES)) {
            String path = file.text("path");
            if (!BackupPaths.allowed(path) || !paths.add(path)) {
                throw file.malformed("path", path + " has no place in a backup, or is there twice");
            }
            files.add(new Manifest.FileEntry(
                    path,
                    file.integer("size", 0, LARGEST_FILE),
                    Hash.fromHex(file.path("sha256"), file.text("sha256"))));
            file.done();
        }
        return files;
    }

    private static List<Manifest.GoalEntry> goals(ObjectReader in) {
        List<Manifest.GoalEntry> goals = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ObjectReader goal : children(in, "goals", MOST_GOALS)) {
            String id = goal.text("goal_id");
            if (!BackupPaths.allowed(BackupPaths.inGoal(id, BackupPaths.SPEC)) || !ids.add(id)) {
                throw goal.malformed("goal_id", "is none, or there twice");
            }
            int size = (int) goal.integer("log_size", 0, Integer.MAX_VALUE);
            goals.add(new Manifest.GoalEntry(
                    id,
                    Hash.fromHex(goal.path("topic"), goal.text("topic")),
                    size,
                    roots(goal),
                    position(goal),
                    size > 0 ? goal.integer("first_timestamp_ms", 0, CanonicalJson.MAX_INTEGER) : 0,
                    size > 0 ? goal.integer("last_timestamp_ms", 0, CanonicalJson.MAX_INTEGER) : 0));
            goal.done();
        }
        return goals;
    }

    private static Optional<Manifest.Roots> roots(ObjectReader goal) {
        if (!goal.has("log_root")) {
            return Optional.empty();
        }
        return Optional.of(new Manifest.Roots(
                Hash.fromHex(goal.path("log_root"), goal.text("log_root")),
                Hash.fromHex(goal.path("leaderboard_root"), goal.text("leaderboard_root")),
                (int) goal.integer("frozen_size", 0, Integer.MAX_VALUE)));
    }

    private static Optional<JournalPosition> position(ObjectReader goal) {
        if (!goal.has("journal")) {
            return Optional.empty();
        }
        ObjectReader journal = goal.child("journal");
        JournalPosition position = new JournalPosition(
                (int) journal.integer("segment", 0, Integer.MAX_VALUE),
                (int) journal.integer("offset", 0, Integer.MAX_VALUE),
                (int) journal.integer("entries", 0, Integer.MAX_VALUE));
        journal.done();
        return Optional.of(position);
    }

    private static List<ObjectReader> children(ObjectReader in, String name, int most) {
        List<ObjectReader> children = new ArrayList<>();
        for (JsonNode child : in.list(name, most)) {
            String path = in.path(name) + "[" + children.size() + "]";
            if (!(child instanceof ObjectNode object)) {
                throw new MalformedException(path, "expected an object");
            }
            children.add(new ObjectReader(path, object));
        }
        return children;
    }
}
