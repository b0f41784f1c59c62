package network.ian.core.evaluation.trading;

import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationSettings;
import network.ian.core.evaluation.Harness;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalTemplate;

/** Walk-forward on public daily prices (docs/HARNESS-TRADING-V1.md). Thread-safe. */
public final class TradingHarness implements Harness {

    public static final String ID = "trading-v1";

    private final PinnedPrices prices = new PinnedPrices();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<String> goalTemplate() {
        return Optional.of(GoalTemplate.read(TradingHarness.class, "goal-template.txt"));
    }

    @Override
    public Evaluation prepare(GoalSpec spec, EvaluationSettings settings) {
        if (!spec.harness().id().equals(ID)) {
            throw new MalformedException("harness.id", "not " + ID);
        }
        TradingParameters parameters = TradingParameters.parse(spec.harness().parameters());
        return new TradingEvaluation(WalkForward.of(spec, prices.of(spec), parameters), spec.limits());
    }
}
