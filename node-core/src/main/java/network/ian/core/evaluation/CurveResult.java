package network.ian.core.evaluation;

/** Outcome of drawing a curve. */
public sealed interface CurveResult {

    /** The curve. */
    record Drawn(EquityCurve curve) implements CurveResult {}

    /** There is none, and never will be. */
    record None(String detail) implements CurveResult {}

    /** This node ran out of wall time or memory. */
    record Undecided(String detail) implements CurveResult {}
}
