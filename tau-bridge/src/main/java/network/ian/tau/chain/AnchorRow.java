package network.ian.tau.chain;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.tau.transaction.AnchorText;

/**
 * A verified anchor as it is kept in memory.
 *
 * @param block ordinal
 * @param timestampSeconds of the block
 * @param index of the transaction in its block
 * @param transaction its hash
 * @param anchors of whatever goals, in the transaction's order
 * @param offset where the proof stands on disk
 */
record AnchorRow(
        int block,
        long timestampSeconds,
        int index,
        Hash transaction,
        long sequence,
        List<AnchorText> anchors,
        long offset) {

    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000;

    /** The same anchor under another ordinal of its block. */
    AnchorRow in(int ordinal) {
        return new AnchorRow(ordinal, timestampSeconds, index, transaction, sequence, anchors, offset);
    }

    /** When the clock settles it; never for a time that no clock shows. */
    long settlesAtMs(long settleMs) {
        return timestampSeconds < 0 || timestampSeconds > LAST_SECOND - settleMs / 1_000 - 1
                ? Long.MAX_VALUE
                : timestampSeconds * 1_000 + settleMs;
    }
}
