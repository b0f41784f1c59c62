package network.ian.tau.client;

/** A Tau node answered with an error. */
public final class TauException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code as the node gives it, e.g. {@code INVALID_SEQUENCE} */
    public TauException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** What to do about it (tau.md, "Wire"). */
    public Remedy remedy() {
        return switch (code) {
            case "RATE_LIMITED", "MEMPOOL_FULL", "TIMEOUT", "INTERNAL_ERROR" -> Remedy.RETRY;
            case "INVALID_SEQUENCE", "TX_EXPIRED", "FEE_LIMIT_TOO_LOW" -> Remedy.SIGN_AGAIN;
            case "INSUFFICIENT_FUNDS" -> Remedy.ASK_OPERATOR;
            default -> code.startsWith("ADMISSION_") ? Remedy.RETRY : Remedy.OUR_BUG;
        };
    }

    /**
     * Whether the node failed, rather than said no: {@code INTERNAL_ERROR} and {@code TIMEOUT}. What was asked for may have
     * happened all the same.
     */
    boolean isNodeFailure() {
        return code.equals("INTERNAL_ERROR") || code.equals("TIMEOUT");
    }

    /** What to do about an error. */
    public enum Remedy {
        /** The same again, later. */
        RETRY,
        /** A new transaction: another sequence number, expiry or fee limit. */
        SIGN_AGAIN,
        /** Nothing helps but money. */
        ASK_OPERATOR,
        /** What was sent can never be right. Unknown codes are taken for this. */
        OUR_BUG;
    }
}
