package network.ian.core.evaluation.trading;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Position = bias + sum of weight x feature, kept within {@code minPosition} to {@code maxPosition}.
 *
 * @param weights by feature; zero weights are dropped
 * @param minPosition -1 to {@code maxPosition}
 * @param maxPosition {@code minPosition} to 1
 */
public record LinearPolicy(Map<Feature, Double> weights, double bias, double minPosition, double maxPosition)
        implements Policy {

    static final String NAME = "linear";

    public LinearPolicy {
        Map<Feature, Double> used = new EnumMap<>(Feature.class);
        weights.forEach((feature, weight) -> {
            if (weight != 0.0) {
                used.put(feature, weight);
            }
        });
        weights = Collections.unmodifiableMap(used);
    }

    @Override
    public int lookBack() {
        return weights.keySet().stream().mapToInt(Feature::lookBack).max().orElse(0);
    }

    @Override
    public double complexity() {
        double sum = Complexity.of(bias, 0.0);
        for (double weight : weights.values()) {
            sum += Complexity.of(weight, 0.0);
        }
        return sum + Complexity.of(minPosition, -1.0) + Complexity.of(maxPosition, 1.0);
    }

    @Override
    public void decide(Market market, int firstDay, double[] positions) {
        Arrays.fill(positions, bias);
        weights.forEach((feature, weight) -> add(market.feature(feature), firstDay, weight, positions));
        for (int i = 0; i < positions.length; i++) {
            positions[i] = StrictMath.max(minPosition, StrictMath.min(maxPosition, positions[i]));
        }
    }

    private static void add(double[] values, int firstDay, double weight, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += weight * values[firstDay + i];
        }
    }
}
