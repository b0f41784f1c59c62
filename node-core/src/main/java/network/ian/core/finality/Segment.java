package network.ian.core.finality;

import java.util.List;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;

/** The entries by which one anchored prefix of a log is longer than another. Immutable: nobody writes to its ordinals. */
public final class Segment {

    private final int from;
    private final Hash fromRoot;
    private final Hash root;
    private final Hash leaderboardRoot;
    private final int[] ordinals;

    /**
     * A segment.
     *
     * @param from entries of the shorter prefix, 0 or more
     * @param fromRoot of the tree over the shorter prefix
     * @param root of the tree over the longer prefix
     * @param leaderboardRoot of the leaderboard over the longer prefix alone
     * @param ordinals entries in order, by their place in order of arrival; at least one. Taken over
     */
    Segment(int from, Hash fromRoot, Hash root, Hash leaderboardRoot, int[] ordinals) {
        if (from < 0 || ordinals.length == 0) {
            throw new IllegalArgumentException(ordinals.length + " entries from " + from + " on are no segment");
        }
        this.from = from;
        this.fromRoot = fromRoot;
        this.root = root;
        this.leaderboardRoot = leaderboardRoot;
        this.ordinals = ordinals;
    }

    int from() {
        return from;
    }

    Hash fromRoot() {
        return fromRoot;
    }

    /** Entries of the longer prefix. */
    public int to() {
        return from + ordinals.length;
    }

    public Hash root() {
        return root;
    }

    public Hash leaderboardRoot() {
        return leaderboardRoot;
    }

    /** Number of entries, 1 or more. */
    int length() {
        return ordinals.length;
    }

    int ordinal(int index) {
        return ordinals[index];
    }

    IntStream ordinals() {
        return IntStream.of(ordinals);
    }

    /** Whether it leads from the same prefix to the same prefix. */
    boolean joins(Segment other) {
        return root.equals(other.root) && fromRoot.equals(other.fromRoot);
    }

    /** Ordinals of all {@code segments}, one after the other. */
    public static int[] concatenated(List<Segment> segments) {
        return segments.stream().flatMapToInt(Segment::ordinals).toArray();
    }
}
