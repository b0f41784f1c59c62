package network.ian.tau.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.client.BoundedTree;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/**
 * A transaction, of the committer if it is signed; whether the committer signed it is asked apart, since that costs more than
 * the rest.
 *
 * @param hash of its canonical bytes
 * @param sequence 0 or more
 * @param anchors of whatever goals, in the transaction's order; none if it is about something else
 */
record CommitterTransaction(TauTransaction transaction, Hash hash, long sequence, List<AnchorText> anchors) {

    /** Reads the bytes that a block's tree covers; empty if they are too long or no transaction. */
    static Optional<CommitterTransaction> read(Bytes canonical) {
        if (canonical.size() > TauTransaction.MAX_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = BoundedTree.read(canonical);
            return json instanceof ObjectNode object ? of(canonical, new TauTransaction(object)) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<CommitterTransaction> of(Bytes canonical, TauTransaction transaction) {
        List<AnchorText> anchors = AnchorText.in(transaction.operations());
        long sequence = transaction.sequence();
        return sequence < 0
                ? Optional.empty()
                : Optional.of(new CommitterTransaction(transaction, Sha256.of(canonical.view()), sequence, anchors));
    }
}
