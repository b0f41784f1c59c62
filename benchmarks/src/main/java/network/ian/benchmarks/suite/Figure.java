package network.ian.benchmarks.suite;

/**
 * One line of the table: what was measured, and the limit or peer that it is set against.
 *
 * @param name lower case with dots, e.g. {@code ingest.durable}; never changes its meaning
 * @param value the median of the rounds, in {@code unit}
 * @param unit e.g. {@code 1/s}, {@code us}, {@code B}
 * @param against what it is set against, in words, e.g. {@code GossipSub (js-libp2p)}
 * @param againstValue the median of that in the same run, in {@code unit}; or a fixed bound
 * @param ratio stated so that higher is better: {@code value / againstValue} of a rate, {@code againstValue / value} of a
 *     cost; the median of the rounds' own ratios where both were measured by turns
 * @param target the least ratio aimed at; NaN for a limit itself and where nothing is aimed at
 */
public record Figure(
        String name, double value, String unit, String against, double againstValue, double ratio, double target) {

    /** Of a rate or another figure that is better when it is higher. */
    public static Figure higherIsBetter(
            String name, double value, String unit, String against, double againstValue, double target) {
        return new Figure(name, value, unit, against, againstValue, value / againstValue, target);
    }

    /** Of a cost, a delay or another figure that is better when it is lower. */
    public static Figure lowerIsBetter(
            String name, double value, String unit, String against, double againstValue, double target) {
        return new Figure(name, value, unit, against, againstValue, againstValue / value, target);
    }

    /** Whether something is aimed at. */
    public boolean hasTarget() {
        return !Double.isNaN(target);
    }

    /** Whether the aim is reached; true where there is none. */
    public boolean met() {
        return !hasTarget() || ratio >= target;
    }
}
