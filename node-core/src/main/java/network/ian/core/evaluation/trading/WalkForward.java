package network.ian.core.evaluation.trading;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import network.ian.core.evaluation.CurveResult;
import network.ian.core.evaluation.EvaluationResult;
import network.ian.core.evaluation.EvaluationResult.Failed;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.evaluation.EvaluationResult.Undecided;
import network.ian.core.goal.GoalSpec;
import network.ian.core.verdict.Reason;

/**
 * A goal's episodes, traded and measured the same way whoever decides (docs/HARNESS-TRADING-V1.md, "Windows", "Accounting",
 * "Metrics"). Thread-safe.
 */
public final class WalkForward {

    private final Market market;
    private final TradingParameters parameters;
    private final int[] starts;
    private final double benchmark;

    private WalkForward(Market market, TradingParameters parameters, int[] starts) {
        this.market = market;
        this.parameters = parameters;
        this.starts = starts;
        this.benchmark = buyAndHold();
    }

    /**
     * Draws the goal's windows.
     *
     * @throws network.ian.core.codec.MalformedException if the market's history cannot hold them
     */
    public static WalkForward of(GoalSpec spec, Market market, TradingParameters parameters) {
        int[] starts = Windows.draw(spec.topic(), market.days(), parameters.episodes(), parameters.stepsPerEpisode());
        return new WalkForward(market, parameters, starts);
    }

    public Market market() {
        return market;
    }

    public TradingParameters parameters() {
        return parameters;
    }

    /**
     * Trades what {@code decider} decides and measures it.
     *
     * @param complexity to report
     * @param steps to report
     * @param interrupted asked before each episode; once true the result is {@link Undecided}
     */
    public EvaluationResult run(
            EpisodeDecider decider,
            double complexity,
            long steps,
            BooleanSupplier interrupted,
            CourseRecorder recorder) {
        Account account = new Account(market, parameters.cost());
        double[] positions = new double[parameters.stepsPerEpisode()];
        for (int episode = 0; episode < starts.length; episode++) {
            if (interrupted.getAsBoolean()) {
                return new Undecided("interrupted before episode " + episode);
            }
            Optional<EvaluationResult> end = decider.decide(episode, starts[episode], positions);
            if (end.isPresent()) {
                return end.get();
            }
            if (!account.trade(starts[episode], positions, recorder.course())) {
                return new Failed(
                        Reason.EVALUATION_ERROR, "a position in episode " + episode + " is not a finite number");
            }
            recorder.traded(starts[episode]);
        }
        return new Measured(account.metrics(benchmark, complexity, steps));
    }

    /** Draws the curve of one {@link #run} of all episodes. */
    public CurveResult curve(Function<CourseRecorder, EvaluationResult> run) {
        EquityRecorder recorder = new EquityRecorder(market, parameters, starts.length);
        EvaluationResult result = run.apply(recorder);
        if (result instanceof Measured measured) {
            return new CurveResult.Drawn(recorder.curve(measured.metrics()));
        }
        return result instanceof Failed failed
                ? new CurveResult.None(failed.detail())
                : new CurveResult.Undecided(((Undecided) result).detail());
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
}
