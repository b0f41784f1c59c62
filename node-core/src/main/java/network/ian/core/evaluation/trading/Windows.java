package network.ian.core.evaluation.trading;

import java.nio.ByteBuffer;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Picks the days on which a goal's episodes start: one in each of as many equal shares of the history, so that every
 * goal meets good and bad years, and nothing but the topic moves a window.
 */
final class Windows {

    private Windows() {}

    /**
     * First days of the episodes, ascending. On the first day the first position is decided; it earns the next day's
     * return.
     *
     * @throws MalformedException if {@code days} of history cannot hold them
     */
    static int[] draw(Hash topic, int days, int episodes, int steps) {
        Hash seed = Sha256.of(DomainTag.EVALUATION_SEED.octets(), topic.view());
        long candidates = (long) days - steps - Market.MAX_LOOK_BACK;
        if (candidates < episodes) {
            throw new MalformedException(
                    "harness.parameters.steps_per_episode",
                    "the history of " + days + " days has no room for " + episodes + " episodes of " + steps
                            + " steps");
        }
        int[] starts = new int[episodes];
        for (int i = 0; i < episodes; i++) {
            long from = i * candidates / episodes;
            long to = (i + 1) * candidates / episodes;
            starts[i] = (int) (Market.MAX_LOOK_BACK + from + Long.remainderUnsigned(number(seed, i), to - from));
        }
        return starts;
    }

    /** The first 8 bytes of SHA-256(seed | i as 4 bytes), big-endian. */
    private static long number(Hash seed, int i) {
        byte[] counter = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
        return ByteBuffer.wrap(Sha256.of(seed.view(), counter).view()).getLong();
    }
}
