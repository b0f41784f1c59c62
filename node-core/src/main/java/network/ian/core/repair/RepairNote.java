package network.ian.core.repair;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;
import network.ian.core.file.AtomicFile;
import network.ian.core.state.NewerFormatException;

/**
 * {@code repair.json} in a goal's directory: a repair that is under way, durable from the moment on from which it must be
 * gone on with.
 *
 * @param stage how far it is
 * @param aside directory beside it that the damaged files are moved to
 * @param promised what {@code node_state.json} said of the log; empty if it said nothing
 * @param committed entries that the damaged log had, as far as its commit records tell
 * @param salvaged entries that were taken over from the damaged files
 * @param salvagedPromised of these, the first ones, entries that {@code promised} counts
 * @param bodiesLost ids of entries whose body was damaged, which only a peer can bring back; at most {@value #MOST_IDS}
 */
public record RepairNote(
        Stage stage,
        String aside,
        Optional<Promise> promised,
        int committed,
        int salvaged,
        int salvagedPromised,
        List<Hash> bodiesLost) {

    /** File name in a goal's directory. */
    public static final String NAME = "repair.json";

    /** The format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    static final int MOST_IDS = 10_000;

    private static final JsonLimits LIMITS = new JsonLimits(2 << 20, 4);
    private static final Pattern ASIDE = Pattern.compile("damaged-[0-9TZ]{1,32}(-[0-9]{1,4})?");

    /** How far a repair is. */
    public enum Stage {
        /** The new journal is whole and durable beside the damaged one, and takes its place. */
        SWAPPING,
        /** It has taken its place; what is missing is fetched from peers. */
        FETCHING
    }

    /**
     * What the snapshot promised.
     *
     * @param entries that the log had
     * @param logRoot over them
     * @param anchored whether part of them was frozen, so that their order is not that of the keys alone
     */
    public record Promise(int entries, Hash logRoot, boolean anchored) {}

    public RepairNote {
        bodiesLost = List.copyOf(bodiesLost.subList(0, Math.min(bodiesLost.size(), MOST_IDS)));
    }

    /** The same repair, further on. */
    public RepairNote at(Stage next) {
        return new RepairNote(next, aside, promised, committed, salvaged, salvagedPromised, bodiesLost);
    }

    /** Entries that the log had before, as far as is known. */
    public int before() {
        return Math.max(committed, promised.map(Promise::entries).orElse(0));
    }

    /**
     * The note in a goal's directory; empty if no repair is under way there.
     *
     * @throws MalformedException if it is damaged
     */
    public static Optional<RepairNote> read(Path goalDirectory) throws IOException {
        Path file = goalDirectory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ObjectReader in = new ObjectReader("", CanonicalJson.parseObject(NAME, Files.readAllBytes(file), LIMITS));
        long version = in.integer("version", 1, CanonicalJson.MAX_INTEGER);
        if (version > VERSION) {
            throw new NewerFormatException(file, version, VERSION);
        }
        List<Hash> lost = new ArrayList<>();
        in.texts("bodies_lost", MOST_IDS).forEach(id -> lost.add(Hash.fromHex(in.path("bodies_lost"), id)));
        return Optional.of(new RepairNote(
                stage(in),
                aside(in),
                in.has("promised") ? Optional.of(promise(in.child("promised"))) : Optional.empty(),
                count(in, "committed"),
                count(in, "salvaged"),
                count(in, "salvaged_promised"),
                lost));
    }

    /** Writes it atomically and durably. */
    public void write(Path goalDirectory) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        json.put("stage", stage.name());
        json.put("aside", aside);
        json.put("committed", committed);
        json.put("salvaged", salvaged);
        json.put("salvaged_promised", salvagedPromised);
        promised.ifPresent(promise -> json.putObject("promised")
                .put("log_size", promise.entries)
                .put("log_root", promise.logRoot.hex())
                .put("anchored", promise.anchored));
        ArrayNode lost = json.putArray("bodies_lost");
        bodiesLost.forEach(id -> lost.add(id.hex()));
        AtomicFile.write(goalDirectory.resolve(NAME), CanonicalJson.encode(NAME, json), AtomicFile.OWNER_ONLY);
    }

    private static Stage stage(ObjectReader in) {
        String name = in.text("stage");
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> in.malformed("stage", "unknown"));
    }

    /** A name, never a path: what it names is moved. */
    private static String aside(ObjectReader in) {
        String name = in.text("aside");
        if (!ASIDE.matcher(name).matches()) {
            throw in.malformed("aside", "expected damaged-TIME");
        }
        return name;
    }

    private static Promise promise(ObjectReader in) {
        return new Promise(
                count(in, "log_size"), Hash.fromHex(in.path("log_root"), in.text("log_root")), in.bool("anchored"));
    }

    private static int count(ObjectReader in, String name) {
        return (int) in.integer(name, 0, Integer.MAX_VALUE);
    }
}
