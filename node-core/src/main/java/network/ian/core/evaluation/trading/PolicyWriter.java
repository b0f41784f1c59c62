package network.ian.core.evaluation.trading;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * Writes a policy as short as its document allows: defaults left out, numbers with at most 6 decimals. Prints from
 * integers, because the JDK's own text of a double differs between versions.
 */
public final class PolicyWriter {

    private static final double MICRO = 1e6;
    private static final int DECIMALS = 6;

    private final StringJoiner fields = new StringJoiner(",", "{", "}");

    private PolicyWriter() {}

    /** The bytes for an agent pack's {@code parameters}; numbers are rounded half-even to 6 decimals. */
    public static byte[] write(Policy policy) {
        PolicyWriter writer = new PolicyWriter();
        if (policy instanceof LinearPolicy linear) {
            writer.linear(linear);
        } else if (policy instanceof MovingAverageCrossover crossover) {
            writer.crossover(crossover);
        } else if (policy instanceof VolatilityTarget target) {
            writer.volatilityTarget(target);
        }
        return writer.fields.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The nearest number that {@link #write} can print exactly. */
    static double round(double value) {
        return StrictMath.rint(value * MICRO) / MICRO + 0.0;
    }

    private void linear(LinearPolicy policy) {
        policy(LinearPolicy.NAME);
        StringJoiner weights = new StringJoiner(",", "{", "}");
        policy.weights().forEach((feature, weight) -> weights.add(field(feature.text(), decimal(weight))));
        fields.add(field("weights", weights.toString()));
        unlessDefault("bias", policy.bias(), 0.0);
        unlessDefault("min_position", policy.minPosition(), -1.0);
        unlessDefault("max_position", policy.maxPosition(), 1.0);
    }

    private void crossover(MovingAverageCrossover policy) {
        policy(MovingAverageCrossover.NAME);
        fields.add(field("fast", Integer.toString(policy.fast())));
        fields.add(field("slow", Integer.toString(policy.slow())));
        unlessDefault("above", policy.above(), 1.0);
        unlessDefault("below", policy.below(), 0.0);
    }

    private void volatilityTarget(VolatilityTarget policy) {
        policy(VolatilityTarget.NAME);
        fields.add(field("lookback", Integer.toString(policy.lookBackDays())));
        fields.add(field("target", decimal(policy.target())));
        unlessDefault("max_position", policy.maxPosition(), 1.0);
    }

    private void policy(String name) {
        fields.add(field("policy", '"' + name + '"'));
    }

    private void unlessDefault(String name, double value, double byDefault) {
        if (value != byDefault) {
            fields.add(field(name, decimal(value)));
        }
    }

    private static String field(String name, String value) {
        return '"' + name + "\":" + value;
    }

    private static String decimal(double value) {
        long micros = (long) StrictMath.rint(value * MICRO);
        String digits = Long.toString(Math.abs(micros) + (long) MICRO);
        String fraction = digits.substring(digits.length() - DECIMALS).replaceAll("0+$", "");
        String text = Math.abs(micros) / (long) MICRO + (fraction.isEmpty() ? "" : "." + fraction);
        return micros < 0 ? "-" + text : text;
    }
}
