package network.ian.app.endtoend;

/** Where a test's chance starts: another one each time, printed, and {@code -Dian.test.seed=S} repeats it. */
public final class Seed {

    private Seed() {}

    public static long of(String test) {
        long seed = Long.getLong("ian.test.seed", System.nanoTime());
        System.out.println(test + ": seed " + seed);
        return seed;
    }
}
