package network.ian.core.evaluation.trading;

/** How much one number adds to a policy's complexity. */
final class Complexity {

    private Complexity() {}

    /** 0 for the default, else 1 + ln(1 + |value|) / 10. */
    static double of(double value, double byDefault) {
        return value == byDefault ? 0.0 : 1.0 + StrictMath.log1p(StrictMath.abs(value)) / 10.0;
    }
}
