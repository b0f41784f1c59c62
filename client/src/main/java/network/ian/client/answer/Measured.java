package network.ian.client.answer;

import network.ian.core.verdict.Metrics;

/** Reads what an evaluation measured. */
public final class Measured {

    private Measured() {}

    /** From an object with the metrics' fields; units as in {@link Metrics}. */
    public static Metrics read(Fields in) {
        return new Metrics(
                in.decimal("reward"),
                in.decimal("risk"),
                in.decimal("complexity"),
                in.decimal("sharpe_ratio"),
                in.decimal("max_drawdown"),
                in.smallCount("episodes_run"),
                in.count("steps_run"));
    }
}
