package network.ian.p2p.score;

import java.util.Arrays;

/** How often a peer did what. Immutable. */
final class Counts {

    public static final Counts NONE = new Counts(new long[Counter.COUNT]);

    private final long[] values;

    private Counts(long[] values) {
        this.values = values;
    }

    static Counts of(long[] values) {
        return new Counts(values.clone());
    }

    /** 0 or more. */
    long get(Counter counter) {
        return values[counter.index()];
    }

    Counts with(Counter counter, long value) {
        long[] changed = values.clone();
        changed[counter.index()] = value;
        return new Counts(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
