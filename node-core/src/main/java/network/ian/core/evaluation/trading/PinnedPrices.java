package network.ian.core.evaluation.trading;

import network.ian.core.codec.MalformedException;
import network.ian.core.goal.GoalSpec;

/** The prices that goals name and pin, read once: what is computed from them serves every goal. Thread-safe. */
public final class PinnedPrices {

    private DataSet loaded;

    /**
     * The market of a goal's only data set.
     *
     * @throws MalformedException if the goal names other data sets, or was written for other bytes
     */
    public Market of(GoalSpec spec) {
        var pins = spec.harness().dataSets();
        if (pins.size() != 1 || !pins.containsKey(DataSet.SP500)) {
            throw new MalformedException("harness.data_sets", "expected exactly " + DataSet.SP500);
        }
        DataSet data = dataSet();
        data.requirePinned(pins.get(DataSet.SP500));
        return data.market();
    }

    private synchronized DataSet dataSet() {
        if (loaded == null) {
            loaded = DataSet.load(DataSet.SP500);
        }
        return loaded;
    }
}
