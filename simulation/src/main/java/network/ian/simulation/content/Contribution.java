package network.ian.simulation.content;

import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.WireEntry;

/**
 * A contribution that somebody really signed.
 *
 * @param number its place in the {@link ContributionTable}
 * @param entry its bytes; other bytes under the same id are forged
 * @param topic the goal that it is for
 * @param timestampMs as its header says, milliseconds since the epoch
 * @param admissible whether evaluation and thresholds admit it
 * @param counted whether the run is measured by it: posted by an honest client
 */
public record Contribution(
        int number, WireEntry entry, Hash topic, long timestampMs, boolean admissible, boolean counted) {}
