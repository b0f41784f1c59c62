package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import network.ian.core.verdict.Metrics;
import org.junit.jupiter.api.Test;

class AccountTest {

    /** Returns by day: 0, +10%, -20%, +25%, 0. */
    private final Market market = market(100, 110, 88, 110, 110);

    @Test
    void paysForTurnoverAndEarnsTheNextDay() {
        Account account = new Account(market, 0.01);
        assertThat(account.trade(0, new double[] {1.0, -0.5, 0.0})).isTrue();

        // 1 x 0.10 - 0.01 x 1;  -0.5 x -0.20 - 0.01 x 1.5;  0 x 0.25 - 0.01 x 0.5
        double[] net = {0.09, 0.085, -0.005};
        double mean = (net[0] + net[1] + net[2]) / 3;
        double variance = (net[0] * net[0] + net[1] * net[1] + net[2] * net[2]) / 3 - mean * mean;
        Metrics metrics = account.metrics(0.3, 7.0, 99);
        assertThat(account.sum()).isCloseTo(0.17, within(1e-12));
        assertThat(metrics.reward()).isCloseTo((0.17 - 0.3) / 3 * 252, within(1e-9));
        assertThat(metrics.risk()).isCloseTo(Math.sqrt(variance * 252), within(1e-9));
        assertThat(metrics.sharpeRatio()).isCloseTo(mean * 252 / Math.sqrt(variance * 252), within(1e-9));
        assertThat(metrics.maxDrawdown()).isCloseTo(0.005, within(1e-12));
        assertThat(metrics.complexity()).isEqualTo(7.0);
        assertThat(metrics.episodesRun()).isEqualTo(1);
        assertThat(metrics.stepsRun()).isEqualTo(99);
    }

    @Test
    void drawdownIsTheDeepestOfAnyEpisodeFromItsOwnPeak() {
        Account account = new Account(market, 0.0);
        account.trade(0, new double[] {1.0, 1.0, 1.0});
        assertThat(account.metrics(0, 0, 0).maxDrawdown()).isCloseTo(0.2, within(1e-12));
        account.trade(2, new double[] {-1.0, 0.0});
        assertThat(account.metrics(0, 0, 0).maxDrawdown()).isCloseTo(0.25, within(1e-12));
        account.trade(0, new double[] {1.0, 0.1});
        assertThat(account.metrics(0, 0, 0).maxDrawdown()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void everyEpisodeStartsOutOfTheMarket() {
        Account account = new Account(market, 0.01);
        account.trade(3, new double[] {1.0});
        account.trade(3, new double[] {1.0});
        assertThat(account.sum()).isEqualTo(-0.02);
    }

    @Test
    void clampsPositions() {
        Account wild = new Account(market, 0.01);
        Account clamped = new Account(market, 0.01);
        wild.trade(0, new double[] {Double.MAX_VALUE, -7.0, 1.5});
        clamped.trade(0, new double[] {1.0, -1.0, 1.0});
        assertThat(wild.metrics(0, 0, 0)).isEqualTo(clamped.metrics(0, 0, 0));
    }

    @Test
    void refusesPositionsThatAreNotFinite() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(new Account(market, 0.0).trade(0, new double[] {0.0, bad}))
                    .isFalse();
        }
    }

    @Test
    void hasNoSharpeRatioWithoutRisk() {
        Account account = new Account(market, 0.0);
        account.trade(0, new double[3]);
        Metrics metrics = account.metrics(0, 0, 0);
        assertThat(metrics).isEqualTo(new Metrics(0, 0, 0, 0, 0, 1, 0));
    }

    private static Market market(double... closes) {
        return Market.of(new PriceSeries(new LocalDate[closes.length], closes.clone(), closes.clone(), closes));
    }
}
