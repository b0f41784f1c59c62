package network.ian.tau.commit;

import java.util.ArrayList;
import java.util.List;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.OperationKey;
import network.ian.tau.transaction.TauJson;
import network.ian.tau.transaction.TauTransaction;

/** What fits into one transaction: at most {@link #MOST} texts, and not longer than Tau nodes pass on. */
final class AnchorPlan {

    /** Most texts in one transaction. */
    static final int MOST = 35;

    /** No less than the other fields at their longest: key, signature, three 64-bit numbers, names. */
    private static final int ENVELOPE = 512;

    private final List<AnchorText> anchors = new ArrayList<>();

    /** Adds a goal's texts, all or none; false if they do not fit. */
    boolean add(List<AnchorText> ofGoal) {
        List<AnchorText> all = new ArrayList<>(anchors);
        all.addAll(ofGoal);
        // The longer form, so that it fits in either.
        int operations = TauJson.encode(OperationKey.STREAM.operations(all)).size();
        if (all.size() > MOST || operations + ENVELOPE > TauTransaction.MAX_BYTES) {
            return false;
        }
        anchors.addAll(ofGoal);
        return true;
    }

    List<AnchorText> anchors() {
        return List.copyOf(anchors);
    }
}
