package network.ian.core.evaluation.trading;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws policies from a region that was measured to pass the built-in goal's thresholds most of the time; evaluates
 * nothing. For load tests and examples. The same source gives the same bytes on every JDK, and two draws hardly ever
 * agree: every policy has at least two numbers of 6 decimals. Uses only {@link RandomGenerator#nextLong}.
 */
public final class PolicySampler {

    private final Draws draws;

    public PolicySampler(RandomGenerator source) {
        this.draws = new Draws(source);
    }

    /** The next draw, as the bytes of an agent pack's {@code parameters}. */
    public byte[] next() {
        return PolicyWriter.write(draw());
    }

    private Policy draw() {
        return switch (draws.below(10)) {
            case 0 -> slowTrend();
            case 1 -> calmHolder();
            default -> dipBuyer();
        };
    }

    /** Holds more after a weak close and a bad week, a little more in a long rise. */
    private LinearPolicy dipBuyer() {
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        weights.put(Feature.RANGE_POSITION, draws.uniform(-0.8, -0.3));
        weights.put(Feature.MOMENTUM_5, draws.uniform(-0.2, 0.0));
        weights.put(Feature.MOMENTUM_250, draws.uniform(0.0, 0.3));
        if (draws.chance(0.5)) {
            weights.put(Feature.RETURN_1, draws.uniform(-0.2, 0.1));
        }
        return new LinearPolicy(weights, draws.uniform(0.3, 0.6), draws.uniform(-0.1, 0.1), 1.0);
    }

    private MovingAverageCrossover slowTrend() {
        return new MovingAverageCrossover(
                draws.between(45, 55), draws.between(195, 205), draws.uniform(0.95, 1.0), draws.uniform(0.0, 0.1));
    }

    private VolatilityTarget calmHolder() {
        return new VolatilityTarget(draws.between(18, 22), draws.uniform(0.14, 0.18), draws.uniform(0.9, 1.0));
    }
}
