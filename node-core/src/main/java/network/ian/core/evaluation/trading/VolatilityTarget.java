package network.ian.core.evaluation.trading;

/**
 * Holds less when the market is wild: position = target / annualised volatility of the last days, at most {@code
 * maxPosition}.
 *
 * @param lookBackDays returns that the volatility is measured over, 2 to {@value Market#MAX_LOOK_BACK}
 * @param target annualised volatility aimed at, 0 to 10
 * @param maxPosition 0 to 1
 */
public record VolatilityTarget(int lookBackDays, double target, double maxPosition) implements Policy {

    static final String NAME = "volatility_target";

    private static final double ROOT_YEAR = StrictMath.sqrt(Market.YEAR);

    @Override
    public int lookBack() {
        return lookBackDays;
    }

    @Override
    public double complexity() {
        return Complexity.of(lookBackDays, 0.0) + Complexity.of(target, 0.0) + Complexity.of(maxPosition, 1.0);
    }

    @Override
    public void decide(Market market, int firstDay, double[] positions) {
        for (int i = 0; i < positions.length; i++) {
            double volatility = market.sigma(firstDay + i, lookBackDays) * ROOT_YEAR;
            positions[i] = StrictMath.min(maxPosition, target / volatility);
        }
    }
}
