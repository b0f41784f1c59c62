package network.ian.tau.chain;

import static network.ian.tau.chain.ChainForge.START_SECONDS;
import static network.ian.tau.chain.ChainForge.VALIDATOR;
import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainForge.foreign;
import static network.ian.tau.chain.ChainsFixture.GOAL;
import static network.ian.tau.chain.ChainsFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void confirmationsSettle() {
        TauBlock first = forge.next(forge.block0(), anchor(0, commit(GOAL, 10)));
        List<TauBlock> behind = forge.chain(first, 2);
        mine.read(first, behind.get(0));
        assertThat(mine.settledSizes()).isEmpty();
        assertThat(mine.chains.anchors(TOPIC).unsettled()).isEqualTo(1);
        mine.read(behind);
        assertThat(mine.chains.anchors(TOPIC).settled())
                .containsExactly(new SettledAnchor(0, 10, ChainForge.hash("log 10"), ChainForge.hash("board 10")));
        AnchorOnChain found =
                mine.chains.find(TOPIC, ChainForge.committer().bytes(), 0).orElseThrow();
        assertThat(found.confirmations()).isEqualTo(3);
        assertThat(found.settled()).isTrue();
        assertThat(found.block()).isEqualTo(first.claimedHash());
        assertThat(found.transaction()).isEqualTo(first.transactionIds().get(0));
        assertThat(found.carried()).containsExactly(commit(GOAL, 10));
        assertThat(mine.chains.find(TOPIC, ChainForge.STRANGER.publicKey().bytes(), 0))
                .isEmpty();
        assertThat(mine.chains.find(TOPIC, ChainForge.committer().bytes(), 1)).isEmpty();
    }

    @Test
    void theClockSettlesAChainThatStandsStillAndUnsettlesWhenItGoesBack() {
        TauBlock block = forge.next(VALIDATOR, forge.block0(), START_SECONDS + 30, anchor(0, commit(GOAL, 10)));
        mine.read(block);
        long settles = (START_SECONDS + 30 + 900) * 1_000;
        assertThat(mine.chains.anchors(TOPIC).nextSettleMs()).hasValue(settles);
        mine.time.advance(Duration.ofSeconds(929));
        assertThat(mine.settledSizes()).isEmpty();
        mine.time.advance(Duration.ofSeconds(1));
        assertThat(mine.settledSizes()).containsExactly(10);
        assertThat(mine.chains.anchors(TOPIC).nextSettleMs()).isEmpty();
        mine.time.advance(Duration.ofSeconds(-1));
        assertThat(mine.settledSizes()).isEmpty();
    }

    @Test
    void whatLiesUnderASettledBlockIsSettledWhateverItsTimestampSays() {
        TauBlock ahead = forge.next(VALIDATOR, forge.block0(), START_SECONDS + 5_000, anchor(0, commit(GOAL, 10)));
        TauBlock behind = forge.next(VALIDATOR, ahead, START_SECONDS + 60, anchor(1, commit(GOAL, 20)));
        mine.read(ahead, behind);
        mine.time.advance(Duration.ofMinutes(16));
        assertThat(mine.settledSizes()).containsExactly(10, 20);
    }

    @Test
    void timestampsThatNoClockShowsNeverSettle() {
        for (long timestamp : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 1_000}) {
            TauBlock block = forge.next(VALIDATOR, forge.block0(), timestamp, anchor(0, commit(GOAL, 10)));
            try (ChainsFixture other = new ChainsFixture(directory.resolve("at" + timestamp))) {
                other.read(block);
                assertThat(other.sequences()).containsExactly(0L);
                assertThat(other.settledSizes()).isEmpty();
                assertThat(other.chains.anchors(TOPIC).nextSettleMs()).isEmpty();
            }
        }
    }

    @Test
    void aTwinWithTheSameSequenceIsIgnored() {
        TauTransaction original = anchor(4, commit(GOAL, 10));
        TauTransaction twin = ChainForge.twin(original);
        assertThat(twin.hash()).isNotEqualTo(original.hash());
        TauBlock first = forge.next(forge.block0(), foreign(0), original, twin);
        TauBlock second = forge.next(first, twin, anchor(3, commit(GOAL, 5)), anchor(5, commit(GOAL, 20)));
        mine.read(first, second);
        assertThat(mine.sequences()).containsExactly(4L, 5L);
        assertThat(mine.chains.anchors(TOPIC).anchors().get(0).transaction()).isEqualTo(original.hash());
    }

    @Test
    void aTwinAloneIsTheAnchor() {
        TauTransaction twin = ChainForge.twin(anchor(4, commit(GOAL, 10)));
        mine.read(forge.next(forge.block0(), twin));
        assertThat(mine.sequences()).containsExactly(4L);
    }

    @Test
    void shrinkingSizesArePassedOnAsTheyAre() {
        TauBlock first = forge.next(forge.block0(), anchor(0, commit(GOAL, 10)));
        TauBlock second = forge.next(first, anchor(1, commit(GOAL, 4)));
        mine.read(first, second);
        mine.time.advance(Duration.ofHours(1));
        assertThat(mine.settledSizes()).containsExactly(10, 4);
    }

    @Test
    void registrationsAreFoundButAnchorNoPrefix() {
        AnchorText register = new AnchorText.GoalRegister(GOAL, TOPIC);
        TauBlock block =
                forge.next(forge.block0(), anchor(0, register), anchor(1, commit("GOAL_B", 3), commit(GOAL, 10)));
        mine.read(block);
        mine.time.advance(Duration.ofHours(1));
        assertThat(mine.chains.find(TOPIC, ChainForge.committer().bytes(), 0)).hasValueSatisfying(found -> {
            assertThat(found.carried()).containsExactly(register);
            assertThat(found.prefix()).isEmpty();
        });
        assertThat(mine.settledSizes()).containsExactly(10);
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
