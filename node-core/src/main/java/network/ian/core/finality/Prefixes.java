package network.ian.core.finality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.merkle.MerkleFrontier;
import network.ian.core.projection.Candidate;

/**
 * Prefixes ready to be continued: the latest are remembered, so that a chain that moves a few anchors to and fro costs no
 * reading; others are folded again from the nearest. For one thread.
 */
final class Prefixes {

    private static final int REMEMBERED = 32;

    private final PrefixRanking ranking;
    private final Map<Hash, Prefix> known = new LinkedHashMap<>();
    private Optional<Start> start;

    /** A prefix that the node started with: its ranking was folded then, its tree's edge was not. */
    record Start(Hash root, List<Candidate> standing) {}

    Prefixes(PrefixRanking ranking, Optional<Start> start) {
        this.ranking = ranking;
        this.start = start;
    }

    /** The prefix that {@code segments} make. */
    Prefix after(List<Segment> segments, LogView log) {
        int at = segments.size();
        while (at > 0 && !isKnown(segments.get(at - 1).root())) {
            at--;
        }
        Prefix prefix = at == 0 ? Prefix.EMPTY : known(segments.subList(0, at), log);
        for (Segment segment : segments.subList(at, segments.size())) {
            int[] ordinals = segment.ordinals().toArray();
            prefix = extended(prefix, extended(prefix.frontier(), ordinals, log), ordinals, log);
        }
        return prefix;
    }

    /** The edge of the tree over {@code segments}, the caller's own; reads nothing from disk. */
    MerkleFrontier edge(List<Segment> segments, LogView log) {
        int at = segments.size();
        while (at > 0 && !known.containsKey(segments.get(at - 1).root())) {
            at--;
        }
        MerkleFrontier nearest = at == 0
                ? new MerkleFrontier()
                : known.get(segments.get(at - 1).root()).frontier();
        return extended(nearest, Segment.concatenated(segments.subList(at, segments.size())), log);
    }

    /** Another edge, with {@code ordinals} behind. */
    static MerkleFrontier extended(MerkleFrontier edge, int[] ordinals, LogView log) {
        MerkleFrontier frontier = edge.copy();
        for (int ordinal : ordinals) {
            frontier.append(log.idOf(ordinal));
        }
        return frontier;
    }

    /** The prefix with {@code ordinals} behind it; reads them from disk unless it is known. */
    Prefix extended(Prefix before, MerkleFrontier frontier, int[] ordinals, LogView log) {
        Prefix there = known.get(frontier.root());
        return there != null ? there : remember(Prefix.of(frontier, ranking.continued(before, ordinals, log)));
    }

    private boolean isKnown(Hash root) {
        return known.containsKey(root) || start.filter(s -> s.root.equals(root)).isPresent();
    }

    private Prefix known(List<Segment> segments, LogView log) {
        Prefix there = known.get(segments.get(segments.size() - 1).root());
        if (there != null) {
            return there;
        }
        MerkleFrontier frontier = extended(new MerkleFrontier(), Segment.concatenated(segments), log);
        Prefix started = remember(Prefix.of(frontier, start.orElseThrow().standing));
        start = Optional.empty();
        return started;
    }

    private Prefix remember(Prefix prefix) {
        known.put(prefix.root(), prefix);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return prefix;
    }
}
