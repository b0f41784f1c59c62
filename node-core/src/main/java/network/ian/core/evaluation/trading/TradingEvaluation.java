package network.ian.core.evaluation.trading;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.AgentPack;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;

/** {@code trading-v1} made ready for one goal. */
final class TradingEvaluation implements Evaluation {

    private final Market market;
    private final TradingParameters parameters;
    private final GoalSpec.Limits limits;
    private final int[] starts;
    private final double benchmark;

    TradingEvaluation(Market market, TradingParameters parameters, GoalSpec.Limits limits, int[] starts) {
        this.market = market;
        this.parameters = parameters;
        this.limits = limits;
        this.starts = starts;
        this.benchmark = buyAndHold();
    }

    @Override
    public EvaluationResult evaluate(AgentPack pack, BooleanSupplier interrupted) {
        return evaluate(pack, interrupted, CourseRecorder.NOTHING);
    }

    @Override
    public CurveResult curve(AgentPack pack, BooleanSupplier interrupted) {
        EquityRecorder recorder = new EquityRecorder(market, parameters, starts.length);
        EvaluationResult result = evaluate(pack, interrupted, recorder);
        if (result instanceof Measured measured) {
            return new CurveResult.Drawn(recorder.curve(measured.metrics()));
        }
        return result instanceof Failed failed
                ? new CurveResult.None(failed.detail())
                : new CurveResult.Undecided(((Undecided) result).detail());
    }

    private EvaluationResult evaluate(AgentPack pack, BooleanSupplier interrupted, CourseRecorder recorder) {
        Policy policy;
        try {
            policy = PolicyReader.read(pack.parameters().view());
        } catch (MalformedException e) {
            return new Failed(Reason.INVALID_STRUCTURE, e.getMessage());
        }
        if (starts.length > limits.episodes()) {
            return overLimit(starts.length, "episodes", limits.episodes());
        }
        long steps = parameters.steps(policy.lookBack());
        if (steps > limits.steps()) {
            return overLimit(steps, "steps", limits.steps());
        }
        return run(policy, steps, interrupted, recorder);
    }

    /** Runs a policy whatever the limits; no policy that {@link PolicyReader} lets through decides on NaN or infinity. */
    EvaluationResult run(Policy policy, long steps, BooleanSupplier interrupted, CourseRecorder recorder) {
        Account account = new Account(market, parameters.cost());
        double[] positions = new double[parameters.stepsPerEpisode()];
        for (int episode = 0; episode < starts.length; episode++) {
            if (interrupted.getAsBoolean()) {
                return new Undecided("interrupted before episode " + episode);
            }
            policy.decide(market, starts[episode], positions);
            if (!account.trade(starts[episode], positions, recorder.course())) {
                return new Failed(
                        Reason.EVALUATION_ERROR, "a position in episode " + episode + " is not a finite number");
            }
            recorder.traded(starts[episode]);
        }
        return new Measured(account.metrics(benchmark, policy.complexity(), steps));
    }

    private double buyAndHold() {
        Account account = new Account(market, parameters.cost());
        double[] positions = new double[parameters.stepsPerEpisode()];
        Arrays.fill(positions, 1.0);
        for (int start : starts) {
            account.trade(start, positions);
        }
        return account.sum();
    }

    private static Failed overLimit(long needed, String what, long allowed) {
        return new Failed(Reason.EVALUATION_TIMEOUT, "needs " + needed + " " + what + ", the goal allows " + allowed);
    }
}
