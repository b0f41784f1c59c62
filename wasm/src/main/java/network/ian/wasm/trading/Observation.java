package network.ian.wasm.trading;

import java.util.Arrays;
import java.util.List;
import network.ian.core.evaluation.trading.Feature;
import network.ian.core.evaluation.trading.Market;
import network.ian.core.evaluation.trading.PriceSeries;

/** What an agent sees of a day (docs/AGENTS.md, "What the agent sees"). Overwritten by each day. One thread. */
final class Observation {

    private static final int CLOSE = Feature.values().length;
    private static final int HIGH = CLOSE + 1;
    private static final int LOW = CLOSE + 2;
    private static final int HELD = CLOSE + 3;
    private static final int DAY = CLOSE + 4;
    private static final int SIZE = CLOSE + 5;

    /** By feature, in its order; each by day. */
    private final List<double[]> features;

    private final PriceSeries prices;
    private final double[] values = new double[SIZE];

    Observation(Market market) {
        this.prices = market.prices();
        this.features = Arrays.stream(Feature.values()).map(market::feature).toList();
    }

    /**
     * The numbers for {@code day}, valid until the next call.
     *
     * @param firstShown day whose close is 1 on the scale of prices
     * @param firstScored day that has number 0
     * @param held position until this close
     */
    double[] of(int day, int firstShown, int firstScored, double held) {
        for (int i = 0; i < CLOSE; i++) {
            values[i] = features.get(i)[day];
        }
        double base = prices.closes()[firstShown];
        values[CLOSE] = prices.closes()[day] / base;
        values[HIGH] = prices.highs()[day] / base;
        values[LOW] = prices.lows()[day] / base;
        values[HELD] = held;
        values[DAY] = day - firstScored;
        return values;
    }
}
