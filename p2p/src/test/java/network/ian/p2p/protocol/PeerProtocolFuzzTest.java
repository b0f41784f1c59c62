package network.ian.p2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever peers say and in whatever order things happen, nothing is thrown, nothing is sent that may not be sent, and
 * memory stays bounded. {@code -Dian.fuzz.seed}, {@code -Dian.fuzz.first} (a block of 20,000) and {@code -Dian.fuzz.inputs}
 * choose another run.
 */
class PeerProtocolFuzzTest {

    private static final long SEED = Long.getLong("ian.fuzz.seed", 1L);
    private static final long FIRST = Long.getLong("ian.fuzz.first", 0L);
    private static final int BLOCK = 20_000;

    /** Far above what a node with a dozen peers and a few thousand small entries holds. */
    private static final long MOST_HEAP = 512L << 20;

    private long inputs;
    private long delivered;
    private long accepted;
    private long mostHeap;

    @Test
    void survivesAStorm() {
        run(BLOCK / 3, BLOCK / 3);
    }

    @Test
    @Tag("proof")
    void survivesMillionsOfFrames() {
        run(Long.getLong("ian.fuzz.inputs", 2_000_000L), BLOCK);
    }

    private void run(long count, int block) {
        for (long number = FIRST; inputs < count; number++) {
            runBlock(number, block);
        }
        System.out.println("protocol fuzz, seed " + SEED + ", blocks from " + FIRST + ": " + inputs + " frames, "
                + delivered + " well-formed, " + accepted + " peers came up, most heap after a block "
                + (mostHeap >> 20) + " MiB");
        assertThat(delivered).isGreaterThan(inputs / 4);
        assertThat(accepted).isGreaterThan(inputs / 10_000);
    }

    private void runBlock(long block, int length) {
        Storm storm = new Storm(SEED * 1_000_003 + block);
        try {
            storm.run(length);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new AssertionError("seed " + SEED + ", block " + block + ", after input " + storm.inputs(), e);
        }
        inputs += storm.inputs();
        delivered += storm.delivered();
        accepted += storm.accepted();
        mostHeap = Math.max(mostHeap, heapWith(storm));
        assertThat(mostHeap).as("bytes of heap after block " + block).isLessThan(MOST_HEAP);
    }

    /** Bytes in use while {@code storm} is still reachable. */
    private static long heapWith(Storm storm) {
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThat(storm.inputs()).isPositive();
        return used;
    }
}
