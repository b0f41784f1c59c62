package network.ian.core.node;

/**
 * Whether a goal does its work.
 *
 * @param detail for an operator: what is wrong and where; empty when SERVING
 */
public record GoalHealth(State state, String detail) {

    public enum State {
        /** Reads and intake. */
        SERVING(0),
        /** Reads only: a quota or the disk is full; resumes by itself when there is room. */
        FULL(1),
        /** Reads only: writing failed; needs a restart. */
        FAILED(2),
        /** Neither: the stored log is damaged or does not match its recorded root. */
        DAMAGED(3);

        private final int gauge;

        State(int gauge) {
            this.gauge = gauge;
        }

        /** The value of the metric {@code ian_goal_state}. */
        public int gauge() {
            return gauge;
        }
    }

    public static final GoalHealth SERVING = new GoalHealth(State.SERVING, "");

    public boolean takesContributions() {
        return state == State.SERVING;
    }
}
