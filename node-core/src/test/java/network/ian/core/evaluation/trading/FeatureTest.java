package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each feature against its formula in docs/HARNESS-TRADING-V1.md, computed naively. */
class FeatureTest {

    private static final int[] DAYS = {300, 1234, 2200, 4000, 5104};

    private final Market market = DataSet.load(DataSet.SP500).market();
    private final double[] closes = market.prices().closes();

    @Test
    void momentumIsTheReturnInUnitsOfVolatility() {
        checkMomentum(Feature.RETURN_1, 1);
        checkMomentum(Feature.MOMENTUM_5, 5);
        checkMomentum(Feature.MOMENTUM_20, 20);
        checkMomentum(Feature.MOMENTUM_60, 60);
        checkMomentum(Feature.MOMENTUM_120, 120);
        checkMomentum(Feature.MOMENTUM_250, 250);
    }

    @Test
    void trendAndZscoreAreDistancesFromTheMean() {
        check(Feature.TREND_200, day -> 10 * (closes[day] / mean(last(day, 200)) - 1));
        check(Feature.ZSCORE_20, day -> (closes[day] - mean(last(day, 20))) / deviation(last(day, 20)));
    }

    @Test
    void volatilityIsAnnualised() {
        check(Feature.VOLATILITY_20, day -> 5 * Math.sqrt(252) * deviationOfReturns(day, 20));
        check(Feature.VOLATILITY_RATIO, day -> deviationOfReturns(day, 20) / deviationOfReturns(day, 250) - 1);
    }

    @Test
    void drawdownIsFromTheHighestClose() {
        check(
                Feature.DRAWDOWN_250,
                day -> 10 * (closes[day] / Arrays.stream(last(day, 250)).max().orElseThrow() - 1));
    }

    @Test
    void rangePositionIsWithinTheDay() {
        check(Feature.RANGE_POSITION, day -> {
            double low = market.prices().lows()[day];
            return 2 * (closes[day] - low) / (market.prices().highs()[day] - low) - 1;
        });
    }

    @Test
    void aMarketThatStandsStillHasFiniteFeatures() {
        double[] flat = new double[400];
        Arrays.fill(flat, 100.0);
        Market still = Market.of(new PriceSeries(new LocalDate[flat.length], flat, flat, flat));
        for (Feature feature : Feature.values()) {
            assertThat(Math.abs(still.feature(feature)[399])).as(feature.text()).isLessThan(0.001);
        }
    }

    @Test
    void aMarketThatJumpsIsClamped() {
        double[] jump = new double[400];
        Arrays.fill(jump, 1.0);
        jump[399] = 1e6;
        Market wild = Market.of(new PriceSeries(new LocalDate[jump.length], jump, jump, jump));
        for (Feature feature : Feature.values()) {
            assertThat(Math.abs(wild.feature(feature)[399])).as(feature.text()).isLessThanOrEqualTo(10.0);
        }
        assertThat(wild.feature(Feature.TREND_200)[399]).isEqualTo(10.0);
    }

    private void checkMomentum(Feature feature, int h) {
        check(feature, day -> (closes[day] / closes[day - h] - 1) / (deviationOfReturns(day, 60) * Math.sqrt(h)));
    }

    private void check(Feature feature, IntToDoubleFunction formula) {
        for (int day : DAYS) {
            assertThat(market.feature(feature)[day])
                    .as("%s on day %d", feature.text(), day)
                    .isCloseTo(formula.applyAsDouble(day), within(1e-6));
        }
    }

    private double[] last(int day, int length) {
        return Arrays.copyOfRange(closes, day + 1 - length, day + 1);
    }

    private double deviationOfReturns(int day, int length) {
        return deviation(Arrays.copyOfRange(market.returns(), day + 1 - length, day + 1));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
