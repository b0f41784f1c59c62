package network.ian.api.rest;

import network.ian.core.verdict.Metrics;

/** What an evaluation measured, as the API shows it; units as in {@link Metrics}. */
public record MetricsJson(
        double reward,
        double risk,
        double complexity,
        double sharpeRatio,
        double maxDrawdown,
        int episodesRun,
        long stepsRun) {

    static MetricsJson of(Metrics metrics) {
        return new MetricsJson(
                metrics.reward(),
                metrics.risk(),
                metrics.complexity(),
                metrics.sharpeRatio(),
                metrics.maxDrawdown(),
                metrics.episodesRun(),
                metrics.stepsRun());
    }
}
