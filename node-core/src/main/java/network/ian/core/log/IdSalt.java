package network.ian.core.log;

import java.util.random.RandomGenerator;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Hash;

/** Secret of a process that keeps whoever grinds contribution ids from knowing which of them collide in an {@link IdIndex}. */
public record IdSalt(long first, long second) {

    private static final long ODD_CONSTANT = 0x9e3779b97f4a7c15L;

    /** A salt from {@code random}, which must not be predictable from outside. */
    public static IdSalt from(RandomGenerator random) {
        return new IdSalt(random.nextLong(), random.nextLong());
    }

    @Override
    public String toString() {
        return "IdSalt[secret]";
    }

    long mix(Hash id) {
        return mix(HashColumn.word(id, 0), HashColumn.word(id, 1));
    }

    long mix(HashColumn ids, int index) {
        return mix(ids.word(index, 0), ids.word(index, 1));
    }

    /** Both halves of a 128-bit product of salted words: without the salt, collisions cannot be aimed at. */
    private long mix(long word0, long word1) {
        long a = word0 ^ first;
        long b = word1 ^ second;
        long folded = (a * b ^ Math.multiplyHigh(a, b)) * ODD_CONSTANT;
        return folded ^ folded >>> 32;
    }
}
