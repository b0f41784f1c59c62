package network.ian.core.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Integer, Integer> positions = new HashMap<>();

    private AuditedPrefix(Hash root, int[] ordinals) {
        this.root = root;
        this.ordinals = ordinals;
        for (int position = 0; position < ordinals.length; position++) {
            positions.put(ordinals[position], position);
        }
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
        return chain.map(segments -> new AuditedPrefix(root.get(), Segment.concatenated(segments)));
    }

    /** Whether they are entries of {@code ids}, each once, whose tree has the root. */
    boolean hashesToItsRoot(HashColumn ids) {
        if (positions.size() < ordinals.length) {
            return false;
        }
        RootHasher hasher = new RootHasher();
        for (int ordinal : ordinals) {
            if (ordinal < 0 || ordinal >= ids.size()) {
                return false;
            }
            hasher.add(ids.get(ordinal).view());
        }
        return hasher.root().equals(root);
    }

    /** The order with these in front. */
    int compare(int a, int b, CanonicalOrder keys) {
        Integer first = positions.get(a);
        Integer second = positions.get(b);
        if (first == null && second == null) {
            return keys.compare(a, b);
        }
        if (first != null && second != null) {
            return first.compareTo(second);
        }
        return first != null ? -1 : 1;
    }
}
