package network.ian.simulation.measure;

import java.util.Arrays;

/** Exact percentiles of microseconds, by nearest rank. */
public final class Percentiles {

    private final int[] sorted;

    private Percentiles(int[] sorted) {
        this.sorted = sorted;
    }

    /**
     * The least value that {@code share} of all do not exceed, in milliseconds; 0 if there are none.
     *
     * @param share 0 to 1
     */
    public double ms(double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) StrictMath.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1_000.0;
    }

    /** Gathers values. */
    public static final class Collector {

        private int[] values = new int[1024];
        private int size;

        public void add(int micros) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = micros;
        }

        public Percentiles sorted() {
            int[] copy = Arrays.copyOf(values, size);
            Arrays.sort(copy);
            return new Percentiles(copy);
        }
    }
}
