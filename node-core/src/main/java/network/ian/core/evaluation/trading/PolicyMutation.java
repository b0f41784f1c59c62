package network.ian.core.evaluation.trading;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Moves through the space of policies, for an evolutionary search. Everything it makes reads back equal from {@link
 * PolicyWriter}'s bytes; the same source gives the same policies on every JDK. Uses only {@link RandomGenerator#nextLong}.
 */
public final class PolicyMutation {

    private static final double WEIGHT_STEP = 0.1;
    private static final double WIDEST_WEIGHT = 1.0;

    private final Draws draws;

    public PolicyMutation(RandomGenerator source) {
        this.draws = new Draws(source);
    }

    /** A first candidate: any family, any parameters of a sensible size. */
    public Policy random() {
        return switch (draws.below(10)) {
            case 0, 1 -> randomCrossover();
            case 2 -> randomTarget();
            default -> randomLinear();
        };
    }

    /** A neighbour of {@code parent}, in its family. */
    public Policy mutate(Policy parent) {
        if (parent instanceof LinearPolicy linear) {
            return mutate(linear);
        }
        return parent instanceof MovingAverageCrossover crossover
                ? mutate(crossover)
                : mutate((VolatilityTarget) parent);
    }

    /** A mixture of two policies of one family, or a neighbour of one of them where the families differ. */
    public Policy crossover(Policy a, Policy b) {
        if (a instanceof LinearPolicy x && b instanceof LinearPolicy y) {
            return cross(x, y);
        }
        if (a instanceof MovingAverageCrossover x && b instanceof MovingAverageCrossover y) {
            return averages(pick(x.fast(), y.fast()), pick(x.slow(), y.slow()), pick(x.above(), y.above()), x.below());
        }
        if (a instanceof VolatilityTarget x && b instanceof VolatilityTarget y) {
            return new VolatilityTarget(
                    pick(x.lookBackDays(), y.lookBackDays()), pick(x.target(), y.target()), x.maxPosition());
        }
        return mutate(draws.chance(0.5) ? a : b);
    }

    private LinearPolicy randomLinear() {
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            if (draws.chance(0.3)) {
                weights.put(feature, draws.uniform(-WIDEST_WEIGHT, WIDEST_WEIGHT));
            }
        }
        double min = draws.chance(0.5) ? draws.uniform(-1.0, 0.0) : -1.0;
        return new LinearPolicy(weights, draws.uniform(-1.0, 1.0), min, 1.0);
    }

    private MovingAverageCrossover randomCrossover() {
        return averages(
                draws.between(1, 60), draws.between(10, 250), draws.uniform(-1.0, 1.0), draws.uniform(-1.0, 1.0));
    }

    private VolatilityTarget randomTarget() {
        return new VolatilityTarget(draws.between(5, 120), draws.uniform(0.05, 0.4), draws.uniform(0.5, 1.0));
    }

    private LinearPolicy mutate(LinearPolicy parent) {
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            weights.put(feature, mutateWeight(parent.weights().getOrDefault(feature, 0.0)));
        }
        double min = stepWithin(parent.minPosition(), -1.0, 1.0);
        return new LinearPolicy(weights, step(parent.bias()), min, stepWithin(parent.maxPosition(), min, 1.0));
    }

    /** Most weights stay; a zero weight seldom wakes, another seldom goes to sleep, so policies do not only grow. */
    private double mutateWeight(double weight) {
        if (weight == 0.0) {
            return draws.chance(0.05) ? draws.uniform(-0.2, 0.2) : 0.0;
        }
        return draws.chance(0.06) ? 0.0 : step(weight);
    }

    private MovingAverageCrossover mutate(MovingAverageCrossover parent) {
        return averages(
                parent.fast() + draws.between(-3, 3),
                parent.slow() + draws.between(-15, 15),
                stepWithin(parent.above(), -1.0, 1.0),
                stepWithin(parent.below(), -1.0, 1.0));
    }

    private VolatilityTarget mutate(VolatilityTarget parent) {
        return new VolatilityTarget(
                clamp(parent.lookBackDays() + draws.between(-5, 5), 2, Market.MAX_LOOK_BACK),
                stepWithin(parent.target(), 0.0, 10.0),
                stepWithin(parent.maxPosition(), 0.0, 1.0));
    }

    private LinearPolicy cross(LinearPolicy a, LinearPolicy b) {
        Map<Feature, Double> weights = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            weights.put(
                    feature,
                    pick(a.weights().getOrDefault(feature, 0.0), b.weights().getOrDefault(feature, 0.0)));
        }
        LinearPolicy bounds = draws.chance(0.5) ? a : b;
        return new LinearPolicy(weights, pick(a.bias(), b.bias()), bounds.minPosition(), bounds.maxPosition());
    }

    /** Half the time the same number, else a step that is larger for a larger number. */
    private double step(double value) {
        if (draws.chance(0.5)) {
            return value;
        }
        double moved = value + draws.bell() * (WEIGHT_STEP + 0.2 * StrictMath.abs(value));
        return PolicyWriter.round(StrictMath.max(-Policy.MAX_NUMBER, StrictMath.min(Policy.MAX_NUMBER, moved)));
    }

    private double stepWithin(double value, double least, double most) {
        return StrictMath.max(least, StrictMath.min(most, step(value)));
    }

    private double pick(double a, double b) {
        return draws.chance(0.5) ? a : b;
    }

    private int pick(int a, int b) {
        return draws.chance(0.5) ? a : b;
    }

    private static MovingAverageCrossover averages(int fast, int slow, double above, double below) {
        int slowest = clamp(slow, 2, Market.MAX_LOOK_BACK);
        return new MovingAverageCrossover(clamp(fast, 1, slowest - 1), slowest, above, below);
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }
}
