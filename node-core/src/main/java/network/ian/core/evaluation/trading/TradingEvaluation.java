package network.ian.core.evaluation.trading;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.AgentPack;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;

/** {@code trading-v1} made ready for one goal. */
final class TradingEvaluation implements Evaluation {

    private final WalkForward walk;
    private final GoalSpec.Limits limits;

    TradingEvaluation(WalkForward walk, GoalSpec.Limits limits) {
        this.walk = walk;
        this.limits = limits;
    }

    @Override
    public EvaluationResult evaluate(AgentPack pack, BooleanSupplier interrupted) {
        return evaluate(pack, interrupted, CourseRecorder.NOTHING);
    }

    @Override
    public CurveResult curve(AgentPack pack, BooleanSupplier interrupted) {
        return walk.curve(recorder -> evaluate(pack, interrupted, recorder));
    }

    private EvaluationResult evaluate(AgentPack pack, BooleanSupplier interrupted, CourseRecorder recorder) {
        Policy policy;
        try {
            policy = PolicyReader.read(pack.parameters().view());
        } catch (MalformedException e) {
            return new Failed(Reason.INVALID_STRUCTURE, e.getMessage());
        }
        int episodes = walk.parameters().episodes();
        if (episodes > limits.episodes()) {
            return overLimit(episodes, "episodes", limits.episodes());
        }
        long steps = walk.parameters().steps(policy.lookBack());
        if (steps > limits.steps()) {
            return overLimit(steps, "steps", limits.steps());
        }
        return run(policy, steps, interrupted, recorder);
    }

    /** Runs a policy whatever the limits; no policy that {@link PolicyReader} lets through decides on NaN or infinity. */
    EvaluationResult run(Policy policy, long steps, BooleanSupplier interrupted, CourseRecorder recorder) {
        EpisodeDecider decider = (episode, firstDay, positions) -> {
            policy.decide(walk.market(), firstDay, positions);
            return Optional.empty();
        };
        return walk.run(decider, policy.complexity(), steps, interrupted, recorder);
    }

    private static Failed overLimit(long needed, String what, long allowed) {
        return new Failed(Reason.EVALUATION_TIMEOUT, "needs " + needed + " " + what + ", the goal allows " + allowed);
    }
}
