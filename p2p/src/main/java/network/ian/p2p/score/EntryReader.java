package network.ian.p2p.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;

/** Reads one value of {@code peer_scores.json}: clamps numbers that are out of range, refuses what is no number. */
final class EntryReader {

    private static final double MOST_COUNT = 0x1p53;
    private static final double MOST_SECONDS = 1e12;
    private static final Set<String> KNOWN = known();

    private final String path;
    private final JsonNode node;

    EntryReader(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /**
     * The value as an entry of a peer.
     *
     * @throws MalformedException naming the field that has the wrong type
     */
    PeerScore peer(Hash id, List<String> remarks) {
        if (!node.isObject()) {
            throw new MalformedException(path, "is not an object");
        }
        Counts counts = Counts.NONE;
        for (Counter counter : Counter.values()) {
            counts = counts.with(counter, (long) field(counter.field(), 0).number(0, MOST_COUNT, remarks));
        }
        return new PeerScore(
                id,
                field("score", Thresholds.START).number(Thresholds.MIN, Thresholds.MAX, remarks),
                counts,
                field("banned_until", 0).seconds(remarks),
                field("first_seen", 0).seconds(remarks),
                field("last_seen", 0).seconds(remarks),
                extra());
    }

    /** The value as seconds since the epoch. */
    double seconds(List<String> remarks) {
        return number(0, MOST_SECONDS, remarks);
    }

    private EntryReader field(String name, double otherwise) {
        JsonNode found = node.get(name);
        return new EntryReader(path + "." + name, found == null ? DoubleNode.valueOf(otherwise) : found);
    }

    private double number(double least, double most, List<String> remarks) {
        if (!node.isNumber() || Double.isNaN(node.asDouble())) {
            throw new MalformedException(path, "is not a number");
        }
        double value = node.asDouble();
        if (value < least || value > most) {
            remarks.add(path + " is out of range and taken as " + (value < least ? least : most));
        }
        return Math.max(least, Math.min(most, value));
    }

    private Map<String, String> extra() {
        Map<String, String> extra = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (!KNOWN.contains(field.getKey())) {
                extra.put(field.getKey(), field.getValue().toString());
            }
        });
        return extra.isEmpty() ? Map.of() : extra;
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(Set.of("score", "banned_until", "first_seen", "last_seen"));
        for (Counter counter : Counter.values()) {
            known.add(counter.field());
        }
        return known;
    }
}
