package network.ian.core.node;

/**
 * Whether a goal does its work.
 *
 * @param detail for an operator: what is wrong and where; empty when SERVING
 */
public record GoalHealth(State state, String detail) {

    public enum State {
        /** Reads and intake. */
        SERVING,
        /** Reads only: a quota or the disk is full; resumes by itself when there is room. */
        FULL,
        /** Reads only: writing failed; needs a restart. */
        FAILED,
        /** Neither: the stored log is damaged or does not match its recorded root. */
        DAMAGED
    }

    public static final GoalHealth SERVING = new GoalHealth(State.SERVING, "");

    public boolean takesContributions() {
        return state == State.SERVING;
    }
}
