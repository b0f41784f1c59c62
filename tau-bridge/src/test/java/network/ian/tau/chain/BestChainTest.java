package network.ian.tau.chain;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainForge.foreign;
import static network.ian.tau.chain.ChainsFixture.GOAL;
import static network.ian.tau.chain.ChainsFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The highest chain is the best one, in whatever order its blocks come, within the limits of what is kept. */
class BestChainTest {

    @TempDir
    Path directory;

    private ChainsFixture mine;
    private ChainForge forge;

    @BeforeEach
    void open() {
        mine = new ChainsFixture(directory.resolve("mine"));
        forge = mine.forge;
    }

    @AfterEach
    void close() {
        mine.close();
    }

    @Test
    void theHigherChainWinsAndTiesGoToTheSmallerHash() {
        TauBlock left = forge.next(forge.block0(), anchor(0, commit(GOAL, 10)));
        TauBlock right = forge.next(forge.block0(), anchor(0, commit(GOAL, 11)));
        boolean isLeftSmaller = left.claimedHash().compareTo(right.claimedHash()) < 0;
        TauBlock smaller = isLeftSmaller ? left : right;
        TauBlock larger = isLeftSmaller ? right : left;
        List<Hash> changes = new ArrayList<>();
        mine.chains.onTip(changes::add);
        mine.read(larger);
        mine.read(smaller);
        assertThat(mine.tip()).isEqualTo(smaller.claimedHash());
        assertThat(changes).hasSize(2);
        TauBlock longer = forge.next(larger);
        mine.read(longer);
        assertThat(mine.tip()).isEqualTo(longer.claimedHash());
        assertThat(mine.chains.anchors(TOPIC).anchors().get(0).block()).isEqualTo(larger.claimedHash());
        assertThat(mine.chains.knows(TOPIC, smaller.claimedHash())).isTrue();
        mine.reopen();
        assertThat(mine.tip()).isEqualTo(longer.claimedHash());
    }

    @Test
    void blocksBeforeTheirParentsWaitWithinADownload() {
        List<TauBlock> blocks = new ArrayList<>(forge.chain(forge.block0(), 30));
        Collections.reverse(blocks);
        mine.read(blocks);
        assertThat(mine.chains.tip(TOPIC).orElseThrow().height()).isEqualTo(30);
        ChainLimits few = new ChainLimits(100, 50, 5);
        try (ChainsFixture other = new ChainsFixture(directory.resolve("few"), forge, few)) {
            try (NodeRead read = other.chains.read()) {
                blocks.forEach(read::block);
                assertThat(read.isWorthRepeating()).isTrue();
            }
            assertThat(other.chains.tip(TOPIC).orElseThrow().height()).isEqualTo(1);
            // Each download leads further.
            other.read(blocks);
            assertThat(other.chains.tip(TOPIC).orElseThrow().height()).isEqualTo(2);
        }
    }

    @Test
    void aChainThatIsFullTakesNoMore() {
        ChainLimits limits = new ChainLimits(10, 5, 5);
        try (ChainsFixture other = new ChainsFixture(directory.resolve("full"), forge, limits)) {
            other.read(forge.chain(forge.block0(), 15));
            assertThat(other.chains.tip(TOPIC).orElseThrow().height()).isEqualTo(10);
            other.reopen();
            assertThat(other.chains.tip(TOPIC).orElseThrow().height()).isEqualTo(10);
        }
    }

    @Test
    void abandonedBranchesThatEndLowestAreDroppedFirst() {
        ChainLimits limits = new ChainLimits(1_000, 10, 100);
        try (ChainsFixture other = new ChainsFixture(directory.resolve("pruned"), forge, limits)) {
            List<TauBlock> best =
                    new ArrayList<>(forge.chain(forge.next(forge.block0(), anchor(0, commit(GOAL, 10))), 29));
            best.add(0, forge.next(forge.block0(), anchor(0, commit(GOAL, 10))));
            other.read(best);
            List<TauBlock> low = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                low.add(forge.next(forge.block0(), foreign(i)));
            }
            List<TauBlock> high =
                    new ArrayList<>(forge.chain(forge.next(best.get(19), anchor(1, commit(GOAL, 20))), 3));
            high.add(0, forge.next(best.get(19), anchor(1, commit(GOAL, 20))));
            other.read(high);
            other.read(low);
            assertThat(low).noneMatch(block -> other.chains.knows(TOPIC, block.claimedHash()));
            assertThat(high).allMatch(block -> other.chains.knows(TOPIC, block.claimedHash()));
            other.read(low);
            assertThat(low).as("not taken in again").noneMatch(block -> other.chains.knows(TOPIC, block.claimedHash()));
            other.reopen();
            assertThat(other.chains.status(TOPIC).blocks()).isEqualTo(34);
            assertThat(other.sequences()).containsExactly(0L);
            List<TauBlock> more = forge.chain(high.get(3), 10);
            other.read(more);
            assertThat(other.tip()).isEqualTo(more.get(9).claimedHash());
            assertThat(other.sequences()).containsExactly(0L, 1L);
        }
    }
}
