package network.ian.core.evaluation;

import java.util.Optional;
import network.ian.core.goal.GoalSpec;

/**
 * A way to evaluate packs; found by {@link java.util.ServiceLoader}. A harness id is immutable: whoever changes one bit
 * of any metric needs a new id.
 */
public interface Harness {

    /** The id that goal specs name, e.g. {@code trading-v1}. */
    String id();

    /**
     * Checks the spec's harness parameters, loads its data sets and checks their SHA-256.
     *
     * @throws network.ian.core.codec.MalformedException naming the parameter, limit or data set that does not fit, here or
     *     anywhere
     */
    Evaluation prepare(GoalSpec spec, EvaluationSettings settings);

    /**
     * What {@link network.ian.core.goal.GoalTemplate} says of this harness; empty: nobody can begin a goal from a template.
     */
    default Optional<String> goalTemplate() {
        return Optional.empty();
    }

    /** The same for a tool that has no settings. */
    default Evaluation prepare(GoalSpec spec) {
        return prepare(spec, EvaluationSettings.UNBOUNDED);
    }
}
