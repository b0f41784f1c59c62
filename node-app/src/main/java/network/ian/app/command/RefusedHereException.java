package network.ian.app.command;

import network.ian.core.verdict.Verdict;

/** The goal would refuse what was to be contributed, so it was not sent. */
final class RefusedHereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict.Reject refusal;

    RefusedHereException(Verdict.Reject refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    /** What every node would answer. */
    Verdict.Reject refusal() {
        return refusal;
    }
}
