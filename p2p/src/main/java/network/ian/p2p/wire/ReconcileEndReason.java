package network.ian.p2p.wire;

/** Why a reconciliation ends before it has found everything. */
public enum ReconcileEndReason {
    /** Too many at once; try later. */
    BUSY(1),
    /** The responder does not reconcile with this peer now. */
    UNAVAILABLE(2),
    /** The initiator has no more use for it. */
    GIVEN_UP(3);

    private final int code;

    ReconcileEndReason(int code) {
        this.code = code;
    }

    /** The byte on the wire, 1 to 255. */
    public int code() {
        return code;
    }
}
