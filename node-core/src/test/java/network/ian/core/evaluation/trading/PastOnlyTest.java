package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changing what happens after day t must change no position decided up to day t. */
class PastOnlyTest {

    private static final int FIRST_DAY = Market.MAX_LOOK_BACK;
    private static final int WINDOW = 400;

    private final PriceSeries prices = DataSet.load(DataSet.SP500).market().prices();
    private final Market market = Market.of(prices);

    @Test
    void noPolicySeesTomorrow() {
        List<Policy> policies = policies();
        for (int day : new int[] {FIRST_DAY, FIRST_DAY + 1, FIRST_DAY + 57, FIRST_DAY + 200, FIRST_DAY + WINDOW - 1}) {
            Market otherFuture = Market.of(withOtherPricesAfter(day));
            for (Policy policy : policies) {
                int decided = day - FIRST_DAY + 1;
                assertThat(Arrays.copyOf(positions(otherFuture, policy), decided))
                        .as("%s, day %d", policy, day)
                        .isEqualTo(Arrays.copyOf(positions(market, policy), decided));
            }
        }
    }

    /** The test above can only fail if the change shows where it may show. */
    @Test
    void everyFamilyAndFeatureSeesToday() {
        int day = FIRST_DAY + 57;
        Market other = Market.of(withOtherPricesAfter(day - 1));
        for (Feature feature : Feature.values()) {
            assertThat(other.feature(feature)[day]).as(feature.text()).isNotEqualTo(market.feature(feature)[day]);
        }
        for (Policy policy : List.of(new MovingAverageCrossover(1, 5, 1, 0), new VolatilityTarget(20, 0.1, 1))) {
            assertThat(positions(other, policy)).isNotEqualTo(positions(market, policy));
        }
    }

    private static List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            policies.add(new LinearPolicy(Map.of(feature, 0.01), 0.0, -1.0, 1.0));
        }
        Map<Feature, Double> all = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            all.put(feature, 0.003 * (1 + all.size()));
        }
        policies.add(new LinearPolicy(all, 0.1, -1.0, 1.0));
        policies.add(new MovingAverageCrossover(1, 2, 1.0, -1.0));
        policies.add(new MovingAverageCrossover(5, 300, 1.0, -1.0));
        policies.add(new VolatilityTarget(2, 0.01, 1.0));
        policies.add(new VolatilityTarget(300, 0.05, 1.0));
        PolicyMutation mutation = new PolicyMutation(new SplitMix64(4));
        for (int i = 0; i < 50; i++) {
            policies.add(mutation.random());
        }
        return policies;
    }

    private static double[] positions(Market market, Policy policy) {
        double[] positions = new double[WINDOW];
        policy.decide(market, FIRST_DAY, positions);
        return positions;
    }

    private PriceSeries withOtherPricesAfter(int day) {
        double[] highs = prices.highs().clone();
        double[] lows = prices.lows().clone();
        double[] closes = prices.closes().clone();
        for (int i = day + 1; i < closes.length; i++) {
            double factor = 0.5 + ((i * 7919) % 100) / 100.0;
            lows[i] *= 0.5 * factor;
            closes[i] *= factor;
            highs[i] *= 2.5 * factor;
        }
        return new PriceSeries(prices.dates(), highs, lows, closes);
    }
}
