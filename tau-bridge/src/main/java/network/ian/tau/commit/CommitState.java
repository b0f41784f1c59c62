package network.ian.tau.commit;

import java.util.Locale;

/** What the committer is about; a label of metrics. */
public enum CommitState {
    /** Nothing is in flight; waits for entries or for the interval. */
    IDLE,
    /** A transaction is with the node and in no block yet. */
    IN_FLIGHT,
    /** The node says that it is in a block, or that its sequence number is used; the verified chain does not have it yet. */
    READING_BACK,
    /** The node cannot be reached or cannot take it now; tried again soon. */
    RETRYING,
    /** The node's next sequence number is not the one that follows from the verified chain. */
    WAITING_FOR_CHAIN,
    /** The node asks for a higher fee than the operator allows. */
    FEE_CAP,
    /** The committer's account cannot pay the fee. */
    NO_FUNDS,
    /** The node refuses the transaction for a reason that time does not mend. */
    FAILED,
    /** Somebody else signs with the committer's key. */
    KEY_USED_ELSEWHERE,
    /** The node is of a test environment, or speaks another protocol. */
    NODE_REFUSED,
    /** {@code tau_outbox.json} cannot be used: nothing is signed or sent. */
    OUTBOX_UNUSABLE;

    /** The name in metrics and in the API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an operator has to do something. */
    public boolean needsOperator() {
        return switch (this) {
            case FEE_CAP, NO_FUNDS, FAILED, KEY_USED_ELSEWHERE, NODE_REFUSED, OUTBOX_UNUSABLE -> true;
            default -> false;
        };
    }
}
