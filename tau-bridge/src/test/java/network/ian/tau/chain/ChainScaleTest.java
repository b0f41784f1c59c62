package network.ian.tau.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two million blocks: what a chain has after two years of a block every 30 s. */
@Tag("proof")
class ChainScaleTest {

    private static final int BLOCKS = 2_000_000;
    private static final int BATCH = 4_096;

    @TempDir
    Path directory;

    private final ChainForge forge = new ChainForge();
    private final ChainGoal goal = forge.goal("G", 3, Duration.ofMinutes(15));

    @Test
    void twoMillionBlocksAreLoadedInSeconds() throws IOException {
        Hash tip = write();
        long before = usedBytes();
        long start = ManagementFactory.getRuntimeMXBean().getUptime();
        try (GoalChain chain = open()) {
            long seconds = (ManagementFactory.getRuntimeMXBean().getUptime() - start) / 1_000;
            long bytes = (usedBytes() - before) / BLOCKS;
            assertThat(chain.memory().tip().hash()).isEqualTo(tip);
            assertThat(chain.memory().tip().height()).isEqualTo(BLOCKS);
            assertThat(chain.after(chain.locator()).orElseThrow().blocks()).hasSize(16);
            assertThat(chain.locator()).hasSizeLessThanOrEqualTo(32);
            System.out.println("chain: " + BLOCKS + " blocks loaded in " + seconds + " s, " + bytes + " bytes each");
            assertThat(bytes).isLessThan(80);
        }
    }

    private Hash write() throws IOException {
        Bytes proof = Bytes.wrap(new byte[96]);
        Bytes proposer = ChainForge.VALIDATOR.publicKey().bytes();
        Hash last = goal.spec().block0();
        try (GoalChain chain = open()) {
            for (int number = 1; number <= BLOCKS; ) {
                VerifiedBatch batch = new VerifiedBatch();
                for (int i = 0; i < BATCH && number <= BLOCKS; i++, number++) {
                    BlockHeader header = new BlockHeader(number, last, number, last, proposer, last);
                    last = header.hash();
                    batch.add(new VerifiedBlock(header, last, proof));
                }
                assertThat(chain.take(batch).complete()).isTrue();
            }
        }
        return last;
    }

    private GoalChain open() throws IOException {
        return GoalChain.open(goal, directory, ChainLimits.DEFAULT, new ProposerSignatures(), change -> {});
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
