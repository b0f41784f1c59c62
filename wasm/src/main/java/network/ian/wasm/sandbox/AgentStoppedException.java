package network.ian.wasm.sandbox;

/** An agent did not come to the end of a call. Without a stack trace: hostile modules throw many. */
public final class AgentStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why; all but the last two are the same on every node. */
    public enum Cause {
        /** The evaluation's fuel is spent. */
        OUT_OF_FUEL,
        /** Calls are nested too deep for the sandbox's counted stack. */
        STACK_EXHAUSTED,
        /** A trap of the WebAssembly specification, e.g. a division by zero. */
        TRAP,
        /** This node's wall time is over. */
        INTERRUPTED,
        /** This node's memory or Java stack is. */
        OUT_OF_HOST
    }

    private final Cause cause;

    public AgentStoppedException(Cause cause, String message) {
        super(message, null, false, false);
        this.cause = cause;
    }

    public Cause reason() {
        return cause;
    }
}
