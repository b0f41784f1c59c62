package network.ian.core.verdict;

/**
 * What a node concludes about a contribution. A verdict is a value, never an exception.
 *
 * <p>{@link Reject} is a property of the contribution and the goal alone: every honest node concludes the same.
 * {@link Ignore} and {@link Undecided} are about this node and this moment.
 */
public sealed interface Verdict {

    /** Admitted. */
    record Accept() implements Verdict {}

    /**
     * Not decided here and now (overload, wall time, heap); worth trying again. Costs nobody anything.
     *
     * @param retrySeconds until when this node would only say the same, 1 or more
     */
    record Undecided(Reason reason, String detail, int retrySeconds) implements Verdict {

        public Undecided(Reason reason, String detail) {
            this(reason, detail, 1);
        }
    }

    /** Not taken at this node's door (duplicate, stale, rate limit); says nothing about the contribution's worth. */
    record Ignore(Reason reason, String detail) implements Verdict {}

    /** Can never be admitted to this goal. */
    record Reject(Reason reason, String detail) implements Verdict {}
}
