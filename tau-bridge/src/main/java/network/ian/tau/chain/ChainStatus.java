package network.ian.tau.chain;

import java.util.Optional;
import network.ian.core.finality.ChainExchange;

/**
 * What is known of a goal's chain.
 *
 * @param tip last block of the best chain; empty if only block 0 is known
 * @param blocks verified ones behind block 0, abandoned ones included
 * @param anchors verified transactions of the committer, on whatever branch
 * @param wrongNetwork whether the Tau node that was read last follows a chain with another block 0
 */
public record ChainStatus(Optional<ChainExchange.Tip> tip, int blocks, int anchors, boolean wrongNetwork) {}
