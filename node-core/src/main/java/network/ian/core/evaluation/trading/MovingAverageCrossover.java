package network.ian.core.evaluation.trading;

/**
 * One position while the fast moving average of closes is above the slow one, another while it is not.
 *
 * @param fast days of the fast average, 1 to {@code slow - 1}
 * @param slow days of the slow average, to {@value Market#MAX_LOOK_BACK}
 * @param above position while fast > slow, -1 to 1
 * @param below position otherwise, -1 to 1
 */
public record MovingAverageCrossover(int fast, int slow, double above, double below) implements Policy {

    static final String NAME = "ma_crossover";

    @Override
    public int lookBack() {
        return slow - 1;
    }

    @Override
    public double complexity() {
        return Complexity.of(fast, 0.0)
                + Complexity.of(slow, 0.0)
                + Complexity.of(above, 1.0)
                + Complexity.of(below, 0.0);
    }

    @Override
    public void decide(Market market, int firstDay, double[] positions) {
        for (int i = 0; i < positions.length; i++) {
            int day = firstDay + i;
            positions[i] = market.meanClose(day, fast) > market.meanClose(day, slow) ? above : below;
        }
    }
}
