package network.ian.simulation.event;

import java.util.SplittableRandom;

/**
 * Seeded random streams, one for each purpose and node, so that one more draw in one place moves nothing elsewhere.
 *
 * @param seed the run's seed
 */
public record Streams(long seed) {

    /** What a stream decides about. */
    public enum Purpose {
        ADDRESSES(1),
        LATENCY(2),
        WEATHER(3),
        CASTING(4),
        CONTENT(5),
        ORIGINS(6),
        FAULTS(7),
        NODE(8),
        JUDGE(9),
        ATTACK(10),
        IDENTITY(11),
        GOALS(12);

        private final int code;

        Purpose(int code) {
            this.code = code;
        }
    }

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** The stream of a purpose, for one node or for all. */
    public SplittableRandom stream(Purpose purpose, long node) {
        return new SplittableRandom(scramble(scramble(seed + GOLDEN * purpose.code) + node));
    }

    /** A fixed number for a pair, the same whichever way round. */
    public static long ofPair(long seed, int one, int other) {
        return scramble(seed ^ scramble(((long) Math.min(one, other) << 32) | Math.max(one, other)));
    }

    // MurmurHash3's 64-bit finaliser: every bit of the input moves every bit of the result.
    private static long scramble(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
