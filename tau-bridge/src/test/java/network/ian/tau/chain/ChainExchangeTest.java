package network.ian.tau.chain;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainForge.foreign;
import static network.ian.tau.chain.ChainsFixture.GOAL;
import static network.ian.tau.chain.ChainsFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By locators and pages nodes lead each other to the same best chain with all of its anchors. */
class ChainExchangeTest {

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
    void pagesLeadAnotherNodeToTheSameChain() {
        List<TauBlock> blocks = new ArrayList<>();
        TauBlock last = forge.block0();
        for (int i = 0; i < 60; i++) {
            last = i % 2 == 0 ? forge.next(last, foreign(i), large(i)) : forge.next(last);
            blocks.add(last);
        }
        mine.read(blocks);
        try (ChainsFixture peer = new ChainsFixture(directory.resolve("peer"))) {
            int pages = 0;
            for (Taken taken = Taken.NEW; taken == Taken.NEW; pages++) {
                Bytes page = mine.after(peer.chains.locator(TOPIC));
                assertThat(page.size()).isLessThanOrEqualTo(65_536);
                taken = peer.offer(page);
            }
            assertThat(pages).isBetween(5, 12);
            assertThat(peer.tip()).isEqualTo(mine.tip());
            assertThat(peer.chains.anchors(TOPIC)).isEqualTo(mine.chains.anchors(TOPIC));
            peer.reopen();
            assertThat(peer.chains.anchors(TOPIC)).isEqualTo(mine.chains.anchors(TOPIC));
        }
        assertThat(mine.after(List.of(mine.tip()))).isEqualTo(Bytes.EMPTY);
        assertThat(mine.after(List.of(ChainForge.hash("unknown")))).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aLongBranchIsFollowedOverSeveralPagesThoughTheOwnIsHigherAtFirst() {
        // So large that a page has 7 of these blocks: the first page does not make the other branch the best.
        List<TauBlock> other = new ArrayList<>();
        for (TauBlock last = forge.block0(); other.size() < 25; other.add(last)) {
            last = forge.next(last, large(other.size()));
        }
        mine.read(forge.chain(forge.block0(), 20));
        try (ChainsFixture peer = new ChainsFixture(directory.resolve("peer"))) {
            peer.read(other);
            for (int pages = 0; pages < 4 && !mine.tip().equals(peer.tip()); pages++) {
                Bytes page = peer.after(mine.chains.locator(TOPIC));
                assertThat(mine.offer(page)).isEqualTo(Taken.NEW);
                mine.reopen();
                mine.offer(page);
            }
            assertThat(mine.tip()).isEqualTo(peer.tip());
        }
    }

    @Test
    void anAnchorThatIsMissingFarDownIsAskedForNowAndThen() {
        TauBlock missing = forge.next(forge.block0(), anchor(0, commit(GOAL, 5)));
        List<TauBlock> behind = new ArrayList<>(forge.chain(missing, 100));
        behind.add(forge.next(behind.get(99), anchor(1, commit(GOAL, 6))));
        TauBlock bare = new TauBlock(
                missing.header(), missing.claimedHash(), missing.proof(), missing.transactionIds(), List.of());
        mine.read(bare);
        mine.read(behind);
        assertThat(mine.sequences()).containsExactly(1L);
        try (ChainsFixture peer = new ChainsFixture(directory.resolve("peer"))) {
            peer.read(missing);
            peer.read(behind);
            for (int question = 0; question < 50; question++) {
                mine.offer(peer.after(mine.chains.locator(TOPIC)));
            }
        }
        assertThat(mine.sequences()).containsExactly(0L, 1L);
    }

    @Test
    void locatorsAreShortAndEndAtBlock0() {
        mine.read(forge.chain(forge.block0(), 100));
        List<Hash> locator = mine.chains.locator(TOPIC);
        assertThat(locator).hasSizeLessThanOrEqualTo(32).doesNotHaveDuplicates();
        assertThat(locator.get(locator.size() - 1)).isEqualTo(forge.block0().claimedHash());
    }

    /** An anchor of this goal, and of so many others that it takes 7 KB. */
    private static TauTransaction large(int number) {
        List<AnchorText> anchors = new ArrayList<>();
        anchors.add(commit(GOAL, number + 1));
        for (int i = 0; i < 30; i++) {
            anchors.add(commit("GOAL_" + i, number + 1));
        }
        return anchor(number, anchors.toArray(AnchorText[]::new));
    }
}
