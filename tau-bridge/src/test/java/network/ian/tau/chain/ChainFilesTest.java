package network.ian.tau.chain;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainsFixture.GOAL;
import static network.ian.tau.chain.ChainsFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.client.TauBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFilesTest {

    private static final int RECORD = RecordFile.FRAME + ChainStore.BLOCK_BYTES;

    @TempDir
    Path directory;

    private final ChainForge forge = new ChainForge();
    private final List<TauBlock> blocks = new ArrayList<>();
    private Path file;
    private Path anchors;

    @BeforeEach
    void write() {
        TauBlock last = forge.block0();
        for (int i = 0; i < 8; i++) {
            last = i % 2 == 0 ? forge.next(last) : forge.next(last, anchor(i, commit(GOAL, i)));
            blocks.add(last);
        }
        try (ChainsFixture mine = open()) {
            mine.read(blocks);
        }
        file = directory.resolve("goals/" + GOAL + "/chain/blocks");
        anchors = file.resolveSibling("anchors");
    }

    @Test
    void whateverIsCutOffAtTheEndComesAgain() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {1, 100, RECORD - 1, RECORD, RECORD + 1, 3 * RECORD, whole.length - 1, whole.length}) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            int lost = Math.min(8, (cut + RECORD - 1) / RECORD);
            try (ChainsFixture mine = open()) {
                assertThat(height(mine)).as("cut " + cut).isEqualTo(8 - lost);
                assertThat(mine.sequences()).hasSize((8 - lost) / 2);
                mine.read(blocks);
                assertComplete(mine);
            }
            try (ChainsFixture mine = open()) {
                assertComplete(mine);
            }
        }
    }

    @Test
    void anchorsThatAreCutOffComeAgain() throws IOException {
        byte[] whole = Files.readAllBytes(anchors);
        for (int cut : new int[] {1, 700, whole.length}) {
            Files.write(anchors, Arrays.copyOf(whole, whole.length - cut));
            try (ChainsFixture mine = open()) {
                assertThat(height(mine)).isEqualTo(8);
                assertThat(mine.sequences()).hasSizeLessThan(4);
                mine.read(blocks);
                assertComplete(mine);
            }
        }
    }

    @Test
    void whateverByteIsDamagedNothingFalseIsBelieved() throws IOException {
        long seed = 4711;
        Random random = new Random(seed);
        byte[] blocksBefore = Files.readAllBytes(file);
        byte[] anchorsBefore = Files.readAllBytes(anchors);
        for (Path damaged : List.of(file, anchors)) {
            for (int i = 0; i < 15; i++) {
                Files.write(file, blocksBefore);
                Files.write(anchors, anchorsBefore);
                byte[] bad = Files.readAllBytes(damaged);
                int at = random.nextInt(bad.length);
                bad[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(damaged, bad);
                try (ChainsFixture mine = open()) {
                    long height = height(mine);
                    assertThat(height + mine.sequences().size())
                            .as("seed %d, %s, byte %d", seed, damaged, at)
                            .isLessThan(12);
                    mine.read(blocks);
                    assertComplete(mine);
                }
                try (ChainsFixture mine = open()) {
                    assertComplete(mine);
                }
            }
        }
    }

    @Test
    void theFilesOfAnotherChainAreNotRead() throws IOException {
        try (ChainsFixture other = new ChainsFixture(directory, new ChainForge("another"), ChainLimits.DEFAULT)) {
            assertThat(other.chains.tip(TOPIC)).isEmpty();
            assertThat(other.sequences()).isEmpty();
        }
        assertThat(Files.size(file)).isLessThan(RECORD);
    }

    @Test
    void aCrashWhileBranchesAreDroppedLeavesAllOrTheRest() throws IOException {
        Files.write(file.resolveSibling("blocks.new"), new byte[1_000]);
        ChainLimits few = new ChainLimits(100, 2, 10);
        try (ChainsFixture mine = new ChainsFixture(directory, forge, few)) {
            assertComplete(mine);
            for (int i = 0; i < 3; i++) {
                mine.read(forge.next(forge.block0(), ChainForge.foreign(i)));
            }
            assertThat(mine.chains.status(TOPIC).blocks()).isLessThan(10);
            mine.reopen();
            assertComplete(mine);
        }
    }

    @Test
    void filesThatCannotBeReadAreSetAsideAndFetchedAnew() throws IOException {
        for (String name : List.of("blocks", "anchors")) {
            Path unreadable = file.resolveSibling(name);
            Files.delete(unreadable);
            Files.createDirectories(unreadable.resolve("full"));
            try (ChainsFixture mine = open()) {
                assertThat(height(mine)).as(name).isZero();
                mine.read(blocks);
                assertComplete(mine);
                mine.reopen();
                assertComplete(mine);
            }
            assertThat(file.resolveSibling(name + ".unreadable").resolve("full"))
                    .isDirectory();
            Files.delete(file.resolveSibling(name + ".unreadable").resolve("full"));
        }
    }

    @Test
    void aGoalWhoseChainHasNoPlaceIsLeftOutAndTheOthersOpen() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Path goals = Files.createDirectories(elsewhere.resolve("goals"));
        Files.createDirectories(goals.resolve("A"));
        Files.writeString(goals.resolve("A").resolve("chain"), "no directory");
        Duration settle = Duration.ofMinutes(15);
        List<ChainGoal> both = List.of(forge.goal("A", 3, settle), forge.goal("B", 3, settle));
        try (AnchorChains chains = AnchorChains.open(both, elsewhere, ChainLimits.DEFAULT, new ManualClock().wall())) {
            assertThat(chains.goals()).containsExactly(both.get(1));
            try (NodeRead read = chains.read()) {
                blocks.forEach(read::block);
            }
            assertThat(chains.tip(both.get(0).topic())).isEmpty();
            assertThat(chains.tip(both.get(1).topic())).isPresent();
        }
    }

    private void assertComplete(ChainsFixture mine) {
        assertThat(mine.tip()).isEqualTo(blocks.get(7).claimedHash());
        assertThat(mine.sequences()).containsExactly(1L, 3L, 5L, 7L);
    }

    private static long height(ChainsFixture mine) {
        return mine.chains.tip(TOPIC).map(Tip::height).orElse(0L);
    }

    private ChainsFixture open() {
        return new ChainsFixture(directory, forge, ChainLimits.DEFAULT);
    }
}
