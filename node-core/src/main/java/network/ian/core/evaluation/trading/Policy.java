package network.ian.core.evaluation.trading;

/**
 * A rule that turns the past into a position: 1 holds the index, -1 is short of it, 0 is out of the market. Immutable;
 * equal policies decide alike.
 */
public sealed interface Policy permits LinearPolicy, MovingAverageCrossover, VolatilityTarget {

    /** Largest magnitude of any number in a policy. */
    double MAX_NUMBER = 1e6;

    /** Days before the first decision that the policy needs, 0 to {@value Market#MAX_LOOK_BACK}; they count as steps. */
    int lookBack();

    /** Number and size of the parameters, 0 or more: the sum of {@link Complexity#of} over the ones that are not at their default. */
    double complexity();

    /**
     * Decides a position for each of {@code positions.length} days from {@code firstDay}, element {@code i} from the
     * days up to {@code firstDay + i} alone. What is beyond +-1 the account clamps.
     */
    void decide(Market market, int firstDay, double[] positions);
}
