package network.ian.core.finality;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.MerkleFrontier;
import network.ian.core.merkle.MerkleView;
import network.ian.core.projection.Candidate;

/**
 * A prefix of a log, ready to be continued. Immutable: nobody writes to its frontier.
 *
 * @param standing what the leaderboard's fold over the prefix keeps, in any mode; ordinals are positions in the prefix
 */
record Prefix(MerkleFrontier frontier, Hash root, List<Candidate> standing) {

    static final Prefix EMPTY = of(new MerkleFrontier(), List.of());

    static Prefix of(MerkleFrontier frontier, List<Candidate> standing) {
        return new Prefix(frontier, frontier.root(), standing);
    }

    /** Root of the tree over what {@code segments} freeze. */
    static Hash root(List<Segment> segments) {
        return segments.isEmpty()
                ? MerkleView.EMPTY_ROOT
                : segments.get(segments.size() - 1).root();
    }

    /** Number of entries that {@code segments} freeze. */
    static int size(List<Segment> segments) {
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).to();
    }

    int size() {
        return frontier.size();
    }
}
