package network.ian.p2p.transport;

import java.util.Optional;
import network.ian.core.finality.ChainExchange;
import network.ian.core.finality.Finalities;

/**
 * What of a node's anchors concerns its peers.
 *
 * @param chains where anchor proofs are verified and stored
 * @param finalities who freezes prefixes; empty if nobody does
 */
public record Anchors(ChainExchange chains, Optional<Finalities> finalities) {

    /** A node that knows no chain and freezes nothing. */
    public static final Anchors NONE = new Anchors(ChainExchange.NONE, Optional.empty());

    public static Anchors of(ChainExchange chains, Finalities finalities) {
        return new Anchors(chains, Optional.of(finalities));
    }
}
