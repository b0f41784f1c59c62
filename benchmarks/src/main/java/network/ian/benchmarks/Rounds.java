package network.ian.benchmarks;

import java.util.Arrays;

/**
 * Which rounds count: on a shared machine those during which others took few cores, whatever came out of them. Gives up
 * waiting for quiet ones after {@value #TRIES} times as many.
 */
final class Rounds {

    private static final int TRIES = 6;

    private final int wanted;
    private final double maxOthers;
    private int warmups;
    private int counted;
    private int tried;

    /** @param warmups by default; {@code --warmups}, {@code --rounds} and {@code --max-others} (cores) override */
    Rounds(Options options, int warmups, int rounds) {
        this.warmups = options.integer("warmups", warmups);
        this.wanted = options.integer("rounds", rounds);
        this.maxOthers = Double.parseDouble(options.text("max-others", Integer.toString(Machine.cores())));
    }

    boolean goOn() {
        return warmups > 0 || (counted < wanted && tried < TRIES * wanted);
    }

    /** Whether the round that is over counts. */
    boolean counts(Usage... parts) {
        return counts(Arrays.stream(parts).mapToDouble(Usage::otherCores).toArray());
    }

    /** @param otherCores that others took in the parts of the round */
    boolean counts(double... otherCores) {
        if (warmups > 0) {
            warmups--;
            return false;
        }
        tried++;
        for (double taken : otherCores) {
            if (taken > maxOthers) {
                return false;
            }
        }
        counted++;
        return true;
    }

    String words() {
        return counted + " rounds counted of " + tried + ", others took at most " + maxOthers + " cores";
    }
}
