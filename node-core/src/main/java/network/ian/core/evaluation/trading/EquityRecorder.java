package network.ian.core.evaluation.trading;

import java.time.LocalDate;
import java.util.Arrays;
import network.ian.core.evaluation.EquityCurve;
import network.ian.core.evaluation.EquityCurveSampler;
import network.ian.core.verdict.Metrics;

/**
 * Draws the curve of one evaluation: the episodes one after the other, beside buy-and-hold over the same days at the same
 * cost. Memory: two episodes and the points that are kept. One thread.
 */
final class EquityRecorder implements CourseRecorder {

    private final LocalDate[] dates;
    private final Account benchmark;
    private final double[] always;
    private final double[] held;
    private final double[] course;
    private final EquityCurveSampler sampler;

    /** @param episodes that will be traded, each of {@code parameters.stepsPerEpisode()} days */
    EquityRecorder(Market market, TradingParameters parameters, int episodes) {
        int days = parameters.stepsPerEpisode();
        this.dates = market.prices().dates();
        this.benchmark = new Account(market, parameters.cost());
        this.always = new double[days];
        Arrays.fill(always, 1.0);
        this.held = new double[days];
        this.course = new double[days];
        this.sampler = new EquityCurveSampler(Math.addExact(Math.multiplyExact(episodes, days), 1));
    }

    @Override
    public double[] course() {
        return course;
    }

    @Override
    public void traded(int firstDay) {
        if (sampler.isEmpty()) {
            sampler.add(dates[firstDay], 0.0, 0.0);
        }
        benchmark.trade(firstDay, always, held);
        for (int i = 0; i < course.length; i++) {
            sampler.add(dates[firstDay + i + 1], course[i], held[i]);
        }
    }

    EquityCurve curve(Metrics metrics) {
        return sampler.curve(metrics);
    }
}
