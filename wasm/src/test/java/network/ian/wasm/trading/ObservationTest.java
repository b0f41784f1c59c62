package network.ian.wasm.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import network.ian.core.evaluation.trading.Market;
import network.ian.core.evaluation.trading.PinnedPrices;
import network.ian.core.evaluation.trading.PriceSeries;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against formulas of its own, in decimal arithmetic of 34 digits where the harness sums doubles. */
class ObservationTest {

    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private final Market market = new PinnedPrices().of(Agents.goal());
    private final PriceSeries prices = market.prices();

    @Test
    void everyNumberIsWhatTheDocumentSays() {
        for (int day : new int[] {300, 301, 777, 2208, 5102}) {
            double[] seen = new Observation(market).of(day, day - 120, day - 7, -0.25);
            double[] expected = expected(day, day - 120, day - 7, -0.25);
            assertThat(seen).hasSize(17);
            for (int i = 0; i < seen.length; i++) {
                double scale = Math.max(1.0, Math.abs(expected[i]));
                assertThat(seen[i]).as("%d on day %d", i, day).isEqualTo(expected[i], Offset.offset(1e-9 * scale));
            }
        }
    }

    @Test
    void theFirstDaysHaveNoPast() {
        double[] seen = new Observation(market).of(0, 0, 300, 0.0);
        assertThat(Arrays.copyOf(seen, 11)).containsOnly(0.0);
        assertThat(seen[12]).isEqualTo(1.0);
        assertThat(seen[16]).isEqualTo(-300.0);
    }

    @Test
    void noDaySeesTomorrow() {
        for (int day : new int[] {300, 357, 4000}) {
            Observation otherwise = new Observation(Market.of(withOtherPricesAfter(day)));
            Observation seen = new Observation(market);
            for (int d = day - 60; d <= day; d++) {
                assertThat(otherwise.of(d, day - 60, day, 0.5)).isEqualTo(seen.of(d, day - 60, day, 0.5));
            }
            double[] tomorrow = otherwise.of(day + 1, day - 60, day, 0.5);
            double[] asItWas = seen.of(day + 1, day - 60, day, 0.5);
            for (int i = 0; i < 15; i++) {
                assertThat(tomorrow[i])
                        .as("number %d shows a change of today", i)
                        .isNotEqualTo(asItWas[i]);
            }
        }
    }

    private double[] expected(int day, int firstShown, int firstScored, double held) {
        double[] c = prices.closes();
        double[] all = new double[17];
        int[] spans = {1, 5, 20, 60, 120, 250};
        for (int i = 0; i < spans.length; i++) {
            all[i] = (c[day] / c[day - spans[i]] - 1) / (sigma(day, 60) * Math.sqrt(spans[i]));
        }
        all[6] = 10 * (c[day] / mean(day, 200) - 1);
        double mean = mean(day, 20);
        double spread = Math.sqrt(
                days(day, 20).mapToDouble(d -> (c[d] - mean) * (c[d] - mean)).sum() / 20);
        all[7] = (c[day] - mean) / spread;
        all[8] = 5 * sigma(day, 20) * Math.sqrt(252);
        all[9] = sigma(day, 20) / sigma(day, 250) - 1;
        all[10] = 10 * (c[day] / days(day, 250).mapToDouble(d -> c[d]).max().orElseThrow() - 1);
        double low = prices.lows()[day];
        double high = prices.highs()[day];
        all[11] = high == low ? 0 : 2 * (c[day] - low) / (high - low) - 1;
        for (int i = 0; i < 12; i++) {
            all[i] = Math.min(10, Math.max(-10, all[i]));
        }
        all[12] = c[day] / c[firstShown];
        all[13] = high / c[firstShown];
        all[14] = low / c[firstShown];
        all[15] = held;
        all[16] = day - firstScored;
        return all;
    }

    private double mean(int day, int length) {
        BigDecimal sum = days(day, length)
                .mapToObj(d -> new BigDecimal(prices.closes()[d]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(length), DIGITS).doubleValue();
    }

    private double sigma(int day, int length) {
        BigDecimal[] returns = days(day, length).mapToObj(this::dailyReturn).toArray(BigDecimal[]::new);
        BigDecimal count = BigDecimal.valueOf(length);
        BigDecimal mean =
                Arrays.stream(returns).reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, DIGITS);
        BigDecimal squares =
                Arrays.stream(returns).map(r -> r.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Math.max(1e-6, squares.divide(count, DIGITS).sqrt(DIGITS).doubleValue());
    }

    private BigDecimal dailyReturn(int day) {
        double[] c = prices.closes();
        return new BigDecimal(c[day]).divide(new BigDecimal(c[day - 1]), DIGITS).subtract(BigDecimal.ONE);
    }

    private static IntStream days(int last, int length) {
        return IntStream.rangeClosed(last - length + 1, last);
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
