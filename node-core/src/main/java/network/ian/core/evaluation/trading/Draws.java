package network.ian.core.evaluation.trading;

import java.util.random.RandomGenerator;

/** Random numbers made from {@link RandomGenerator#nextLong} alone, so that they are the same on every JDK. */
final class Draws {

    private final RandomGenerator source;

    Draws(RandomGenerator source) {
        this.source = source;
    }

    /** 0 to {@code bound - 1}; the bias of the remainder is below {@code bound / 2^64}. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(source.nextLong(), bound);
    }

    /** {@code least} to {@code most}, both inclusive. */
    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** True with the given probability. */
    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform from {@code least} to {@code most}, rounded to what {@link PolicyWriter} prints. */
    double uniform(double least, double most) {
        return PolicyWriter.round(least + (most - least) * unit());
    }

    /** Bell-shaped about 0 with standard deviation 1, within +-3.5: a sum of four uniform numbers. */
    double bell() {
        double sum = unit() + unit() + unit() + unit();
        return (sum - 2.0) * StrictMath.sqrt(3.0);
    }

    private double unit() {
        return (source.nextLong() >>> 11) * 0x1p-53;
    }
}
