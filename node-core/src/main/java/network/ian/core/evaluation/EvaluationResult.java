package network.ian.core.evaluation;

import network.ian.core.verdict.Metrics;
import network.ian.core.verdict.Reason;

/** Outcome of an evaluation. */
public sealed interface EvaluationResult {

    /** The pack ran to its end. */
    record Measured(Metrics metrics) implements EvaluationResult {}

    /** The pack can never be measured: every node gets this same answer. */
    record Failed(Reason reason, String detail) implements EvaluationResult {}

    /** This node ran out of wall time or memory; says nothing about the pack. */
    record Undecided(String detail) implements EvaluationResult {}
}
