package network.ian.tau.chain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.finality.SettledAnchor;

/**
 * The anchors on the best chain at one moment, in the chain's order, sequence numbers strictly ascending.
 *
 * @param nextSettleMs milliseconds since the epoch when the clock settles the next one; empty if it settles none
 */
public record ChainAnchors(List<AnchorOnChain> anchors, OptionalLong nextSettleMs) {

    /** A chain without anchors. */
    public static final ChainAnchors NONE = new ChainAnchors(List.of(), OptionalLong.empty());

    public ChainAnchors {
        anchors = List.copyOf(anchors);
    }

    /** The prefixes that count, sizes as the committer wrote them. */
    public List<SettledAnchor> settled() {
        return anchors.stream()
                .filter(AnchorOnChain::settled)
                .map(AnchorOnChain::prefix)
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many prefixes do not count yet. */
    public int unsettled() {
        return (int) anchors.stream()
                .filter(anchor -> !anchor.settled() && anchor.prefix().isPresent())
                .count();
    }
}
