package network.ian.core.evaluation.trading;

import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.Harness;
import network.ian.core.goal.GoalSpec;

/** Walk-forward on public daily prices (docs/HARNESS-TRADING-V1.md). Thread-safe. */
public final class TradingHarness implements Harness {

    public static final String ID = "trading-v1";

    private DataSet loaded;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Evaluation prepare(GoalSpec spec) {
        if (!spec.harness().id().equals(ID)) {
            throw new MalformedException("harness.id", "not " + ID);
        }
        TradingParameters parameters = TradingParameters.parse(spec.harness().parameters());
        Market market = pinned(spec).market();
        int[] starts = Windows.draw(spec.topic(), market.days(), parameters.episodes(), parameters.stepsPerEpisode());
        return new TradingEvaluation(market, parameters, spec.limits(), starts);
    }

    private DataSet pinned(GoalSpec spec) {
        var pins = spec.harness().dataSets();
        if (pins.size() != 1 || !pins.containsKey(DataSet.SP500)) {
            throw new MalformedException("harness.data_sets", "expected exactly " + DataSet.SP500);
        }
        DataSet data = dataSet();
        data.requirePinned(pins.get(DataSet.SP500));
        return data;
    }

    /** Loaded once: its features serve every goal. */
    private synchronized DataSet dataSet() {
        if (loaded == null) {
            loaded = DataSet.load(DataSet.SP500);
        }
        return loaded;
    }
}
