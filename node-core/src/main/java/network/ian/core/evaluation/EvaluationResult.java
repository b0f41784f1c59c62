package network.ian.core.evaluation;

import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;

/** Outcome of an evaluation. */
public sealed interface EvaluationResult {

    /** Most characters of a detail: results are remembered by the thousand. A longer one is cut. */
    int DETAIL_LENGTH = 1_000;

    /** The pack ran to its end. */
    record Measured(Metrics metrics) implements EvaluationResult {}

    /** The pack can never be measured: every node gets this same answer. */
    record Failed(Reason reason, String detail) implements EvaluationResult {

        public Failed {
            detail = cut(detail);
        }
    }

    /**
     * This node ran out of wall time or memory; says nothing about the pack.
     *
     * @param retrySeconds until when asking this node again is no use, 1 or more
     */
    record Undecided(String detail, int retrySeconds) implements EvaluationResult {

        public Undecided {
            detail = cut(detail);
        }

        public Undecided(String detail) {
            this(detail, 1);
        }
    }

    private static String cut(String detail) {
        return detail == null || detail.length() <= DETAIL_LENGTH ? detail : detail.substring(0, DETAIL_LENGTH);
    }
}
