package network.ian.tau.chain;

import network.ian.core.crypto.Hash;
import network.ian.core.goal.AnchorSpec;

/**
 * A goal that has an anchor.
 *
 * @param goalId names its directory
 * @param topic whose anchors count
 * @param spec which blocks and whose transactions are believed
 */
public record ChainGoal(String goalId, Hash topic, AnchorSpec spec) {}
