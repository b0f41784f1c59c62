package network.ian.p2p.score;

import java.util.LinkedHashMap;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.IpPrefix;

/**
 * Three-way merge of scores: what an operator changed in the file wins, everything else keeps the value in memory. A pure
 * function.
 */
final class ScoreMerge {

    /** Tools print numbers anew; a difference this small is no edit. */
    private static final double SAME_SCORE = 1e-6;

    private static final double SAME_SECONDS = 1e-3;

    private final ScoreDocument base;
    private final ScoreDocument ours;
    private final ScoreDocument theirs;

    private ScoreMerge(ScoreDocument base, ScoreDocument ours, ScoreDocument theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * Merges.
     *
     * @param base what the node wrote and the operator edited
     * @param ours what the node would write now
     * @param theirs what the file holds now
     */
    static ScoreDocument merge(ScoreDocument base, ScoreDocument ours, ScoreDocument theirs) {
        ScoreMerge merge = new ScoreMerge(base, ours, theirs);
        return new ScoreDocument(ours.savedAt(), merge.peers(), merge.prefixes(), theirs.extra());
    }

    private Map<Hash, PeerScore> peers() {
        Map<Hash, PeerScore> merged = new LinkedHashMap<>();
        ours.peers().forEach((id, mine) -> {
            PeerScore edited = theirs.peers().get(id);
            if (edited != null) {
                merged.put(id, peer(id, mine, edited));
            } else if (!base.peers().containsKey(id)) {
                merged.put(id, mine);
            }
        });
        theirs.peers().forEach((id, edited) -> {
            if (!merged.containsKey(id) && added(id, edited)) {
                merged.put(id, peer(id, PeerScore.unknown(id), edited));
            }
        });
        return merged;
    }

    /** An entry that memory does not hold is one that the operator wrote, unless memory has pruned it since. */
    private boolean added(Hash id, PeerScore edited) {
        PeerScore before = base.peers().get(id);
        return before == null || !before.equals(edited);
    }

    private PeerScore peer(Hash id, PeerScore mine, PeerScore edited) {
        PeerScore before = base.peers().getOrDefault(id, PeerScore.unknown(id));
        return new PeerScore(
                id,
                number(before.score(), mine.score(), edited.score(), SAME_SCORE),
                counts(before.counts(), mine.counts(), edited.counts()),
                number(before.bannedUntil(), mine.bannedUntil(), edited.bannedUntil(), SAME_SECONDS),
                number(before.firstSeen(), mine.firstSeen(), edited.firstSeen(), SAME_SECONDS),
                number(before.lastSeen(), mine.lastSeen(), edited.lastSeen(), SAME_SECONDS),
                edited.extra());
    }

    private static double number(double before, double mine, double edited, double same) {
        return Math.abs(before - edited) <= same ? mine : edited;
    }

    private static Counts counts(Counts before, Counts mine, Counts edited) {
        Counts merged = mine;
        for (Counter counter : Counter.values()) {
            if (before.get(counter) != edited.get(counter)) {
                merged = merged.with(counter, edited.get(counter));
            }
        }
        return merged;
    }

    private Map<IpPrefix, Double> prefixes() {
        Map<IpPrefix, Double> merged = new LinkedHashMap<>();
        ours.prefixes().forEach((prefix, mine) -> {
            Double edited = theirs.prefixes().get(prefix);
            Double before = base.prefixes().get(prefix);
            if (edited != null) {
                merged.put(prefix, number(before == null ? 0 : before, mine, edited, SAME_SECONDS));
            } else if (before == null) {
                merged.put(prefix, mine);
            }
        });
        theirs.prefixes().forEach((prefix, edited) -> {
            if (!ours.prefixes().containsKey(prefix)
                    && !edited.equals(base.prefixes().get(prefix))) {
                merged.put(prefix, edited);
            }
        });
        return merged;
    }
}
