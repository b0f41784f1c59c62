package network.ian.core.evaluation;

import java.util.function.BooleanSupplier;
import network.ian.core.contribution.AgentPack;

/** A harness made ready for one goal. Thread-safe; {@link #evaluate} is a pure function of the pack. */
public interface Evaluation {

    /**
     * Evaluates one pack.
     *
     * @param pack what to evaluate; hostile input
     * @param interrupted polled between steps; once true the result is {@link EvaluationResult.Undecided}
     * @return never null; never throws for anything in the pack
     */
    EvaluationResult evaluate(AgentPack pack, BooleanSupplier interrupted);

    /** Whether evaluating a single pack may take seconds; the node gives such a goal threads of its own. */
    default boolean mayTakeSeconds() {
        return false;
    }

    /**
     * Evaluates one pack and draws what it earned; parameters as for {@link #evaluate}. A harness whose agents have no
     * equity draws none.
     */
    default CurveResult curve(AgentPack pack, BooleanSupplier interrupted) {
        return new CurveResult.None("the goal's agents do not trade, so there is no equity to draw");
    }
}
