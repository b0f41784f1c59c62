package network.ian.core.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Segment;
import network.ian.core.finality.SegmentStore;
import network.ian.core.goal.GoalSpec;
import network.ian.core.log.CanonicalOrder;
import network.ian.core.state.GoalSnapshot;

/** The frozen entries of a goal as its directory keeps them. Worth nothing until they hash to their root. Immutable. */
final class AuditedPrefix {

    private final Hash root;
    private final int[] ordinals;
    /** By ordinal, from 1 on; 0 for what is not in the prefix. */
    private final int[] places;

    private final boolean sound;

    private AuditedPrefix(Hash root, int[] ordinals, int entries) {
        this.root = root;
        this.ordinals = ordinals;
        this.places = new int
                [IntStream.of(ordinals).allMatch(ordinal -> ordinal >= 0 && ordinal < entries)
                        ? IntStream.of(ordinals).max().orElse(-1) + 1
                        : 0];
        this.sound = place();
    }

    /** The prefix that a snapshot was taken with; empty if there was none, or it is not kept. */
    static Optional<AuditedPrefix> of(GoalSpec spec, Path goalDirectory, Optional<GoalSnapshot> snapshot)
            throws IOException {
        Optional<Hash> root = snapshot.flatMap(GoalSnapshot::anchor).map(anchor -> anchor.logRoot());
        if (root.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<Segment>> chain =
                SegmentStore.readOnly(goalDirectory, spec.topic()).chain(root.get());
        int entries = snapshot.get().position().entries();
        return chain.map(segments -> new AuditedPrefix(root.get(), Segment.concatenated(segments), entries));
    }

    /** Whether they are entries that the snapshot counts, each once. */
    private boolean place() {
        for (int position = 0; position < ordinals.length; position++) {
            int ordinal = ordinals[position];
            if (ordinal >= places.length || ordinal < 0 || places[ordinal] > 0) {
                return false;
            }
            places[ordinal] = position + 1;
        }
        return true;
    }

    /** Whether they are entries of {@code ids}, each once, whose tree has the root. */
    boolean hashesToItsRoot(HashColumn ids) {
        if (!sound) {
            return false;
        }
        RootHasher hasher = new RootHasher();
        for (int ordinal : ordinals) {
            if (ordinal >= ids.size()) {
                return false;
            }
            hasher.add(ids.get(ordinal).view());
        }
        return hasher.root().equals(root);
    }

    /** The order with these in front. */
    int compare(int a, int b, CanonicalOrder keys) {
        int first = place(a);
        int second = place(b);
        if (first == 0 && second == 0) {
            return keys.compare(a, b);
        }
        if (first > 0 && second > 0) {
            return Integer.compare(first, second);
        }
        return first > 0 ? -1 : 1;
    }

    private int place(int ordinal) {
        return ordinal < places.length ? places[ordinal] : 0;
    }
}
