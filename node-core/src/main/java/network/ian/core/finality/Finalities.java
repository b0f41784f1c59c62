package network.ian.core.finality;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.crypto.Hash;
import network.ian.core.view.Finality;

/**
 * What is final of each goal of a node. Thread-safe; everything that costs time runs on a thread of its own, and readers get
 * what was folded last.
 */
public interface Finalities {

    /**
     * Tells what the best verified chain holds of a goal now. Replaces what was told before: an anchor that is missing from it
     * thaws.
     *
     * @param settled in the chain's order
     * @param unsettled anchors on the chain that do not count yet
     */
    void settled(Hash topic, Finality.Source source, List<SettledAnchor> settled, int unsettled);

    /** How final a goal's log is. */
    Finality finality(Hash topic);

    /** What became of each settled anchor, in the chain's order. */
    List<AnchorStanding> standings(Hash topic);

    /**
     * Anchors that do not come true here: they contradict, cannot be admitted, or have been pending for more than ten minutes.
     * Anything but 0 wants an operator's eye.
     */
    default int disagreements(Hash topic) {
        return 0;
    }

    /**
     * The newest prefix of entries that are all older than {@code beforeMs}, behind what was anchored last; empty if that would
     * be no longer. Its entries are on disk when the future completes.
     *
     * @param unsettled anchors of this committer that are on their way, in order; the proposal continues them
     * @param beforeMs milliseconds since the epoch
     */
    CompletableFuture<Optional<Proposal>> propose(Hash topic, List<SettledAnchor> unsettled, long beforeMs);

    /**
     * Takes ids that a peer supplied.
     *
     * @param ids all that {@code wanted} asked for, from {@code wanted.from()} on
     * @return false if they do not lead to the root, which is the supplier's fault; true also if nobody needs them any more
     */
    CompletableFuture<Boolean> offer(Hash topic, PrefixWanted wanted, List<Hash> ids);

    /** Says that an entry that an anchor holds was refused by the goal's rules. */
    void refused(Hash topic, Hash contributionId);

    /** Who asks peers; until then nobody does. */
    void seekThrough(PrefixSeeker seeker);
}
