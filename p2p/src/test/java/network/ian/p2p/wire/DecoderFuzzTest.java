package network.ian.p2p.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No input makes the decoder throw, allocate out of proportion, or accept a second encoding of a message. {@code
 * -Dian.fuzz.seed}, {@code -Dian.fuzz.first} (a block of 50,000) and {@code -Dian.fuzz.inputs} choose another run.
 */
class DecoderFuzzTest {

    private static final long SEED = Long.getLong("ian.fuzz.seed", 1L);
    private static final long FIRST = Long.getLong("ian.fuzz.first", 0L);

    @Test
    void survivesDamagedFrames() {
        run(150_000);
    }

    @Test
    @Tag("proof")
    void survivesMillionsOfDamagedFrames() {
        run(Long.getLong("ian.fuzz.inputs", 12_000_000L));
    }

    private static void run(long inputs) {
        DecoderFuzz fuzz = new DecoderFuzz(SEED);
        fuzz.warmUp();
        for (long block = FIRST; fuzz.inputs() < inputs; block++) {
            fuzz.run(block);
        }
        System.out.println("decoder fuzz, blocks from " + FIRST + ", " + fuzz.figures());
        assertThat(fuzz.understood()).isBetween(fuzz.inputs() / 20, fuzz.inputs() * 19 / 20);
    }
}
