package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private final Market market = DataSet.load(DataSet.SP500).market();
    private final double[] closes = market.prices().closes();

    @Test
    void linearAddsWhatItWeighsWithinItsBounds() {
        Policy policy = new LinearPolicy(Map.of(Feature.RETURN_1, 0.2, Feature.TREND_200, -0.4), 0.3, -0.25, 0.5);
        double[] positions = decide(policy, 1000, 500);
        int inside = 0;
        for (int i = 0; i < positions.length; i++) {
            double sum = 0.3
                    + 0.2 * market.feature(Feature.RETURN_1)[1000 + i]
                    - 0.4 * market.feature(Feature.TREND_200)[1000 + i];
            assertThat(positions[i]).isCloseTo(Math.max(-0.25, Math.min(0.5, sum)), within(1e-12));
            inside += sum > -0.25 && sum < 0.5 ? 1 : 0;
        }
        assertThat(inside).isBetween(100, 499);
        assertThat(policy.lookBack()).isEqualTo(199);
    }

    @Test
    void crossoverComparesMeans() {
        Policy policy = new MovingAverageCrossover(3, 7, 0.9, -0.3);
        double[] positions = decide(policy, 1000, 500);
        for (int i = 0; i < positions.length; i++) {
            assertThat(positions[i]).isEqualTo(mean(1000 + i, 3) > mean(1000 + i, 7) ? 0.9 : -0.3);
        }
        assertThat(positions).contains(0.9, -0.3);
        assertThat(policy.lookBack()).isEqualTo(6);
    }

    @Test
    void volatilityTargetHoldsLessInWildMarkets() {
        Policy policy = new VolatilityTarget(20, 0.12, 0.8);
        int quiet = day("2017");
        int wild = day("2008");
        assertThat(decide(policy, quiet, 1)[0]).isEqualTo(0.8);
        assertThat(decide(policy, wild, 1)[0])
                .isCloseTo(0.12 / (market.feature(Feature.VOLATILITY_20)[wild] / 5), within(1e-9))
                .isLessThan(0.3);
        assertThat(policy.lookBack()).isEqualTo(20);
    }

    @Test
    void complexityCountsNumbersAndTheirSize() {
        assertThat(new LinearPolicy(Map.of(), 0, -1, 1).complexity()).isZero();
        assertThat(new LinearPolicy(Map.of(Feature.RETURN_1, -0.5, Feature.TREND_200, 0.0), 0.25, 0, 1).complexity())
                .isCloseTo(3 + (Math.log(1.5) + Math.log(1.25)) / 10, within(1e-12));
        assertThat(new MovingAverageCrossover(50, 200, 1, 0).complexity())
                .isCloseTo(2 + (Math.log(51) + Math.log(201)) / 10, within(1e-12));
        assertThat(new VolatilityTarget(20, 0.15, 0.5).complexity())
                .isCloseTo(3 + (Math.log(21) + Math.log(1.15) + Math.log(1.5)) / 10, within(1e-12));
    }

    private double[] decide(Policy policy, int firstDay, int days) {
        double[] positions = new double[days];
        policy.decide(market, firstDay, positions);
        return positions;
    }

    private double mean(int day, int length) {
        double sum = 0;
        for (int i = day - length + 1; i <= day; i++) {
            sum += closes[i];
        }
        return sum / length;
    }

    /** A day in the middle of October. */
    private static int day(String year) {
        return switch (year) {
            case "2008" -> 2209;
            case "2017" -> 4475;
            default -> throw new IllegalArgumentException(year);
        };
    }
}
