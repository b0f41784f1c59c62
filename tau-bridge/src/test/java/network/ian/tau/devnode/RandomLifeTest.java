package network.ian.tau.devnode;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is sent and however the chain is reorganised, it verifies from block 0 on. */
class RandomLifeTest {

    @Test
    void theChainAlwaysVerifies() throws IOException {
        long seed = new Random(20_260_821).nextLong();
        for (int life = 0; life < 3; life++) {
            live(seed + life, 80);
        }
    }

    @Test
    @Tag("proof")
    void theChainVerifiesAfterManyLives() throws IOException {
        long seed = 4_242;
        for (int life = 0; life < 20; life++) {
            live(seed + life, 320);
        }
    }

    private static void live(long seed, int steps) throws IOException {
        try (RandomLife life = new RandomLife(seed)) {
            for (int step = 1; step <= steps; step++) {
                life.step();
                if (step % 10 == 0) {
                    life.holds();
                }
                if (step % 80 == 0) {
                    life.verifies();
                }
            }
            System.out.println("seed " + seed + ": " + steps + " steps, " + life.blocks() + " blocks, "
                    + life.transactions() + " transactions");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
