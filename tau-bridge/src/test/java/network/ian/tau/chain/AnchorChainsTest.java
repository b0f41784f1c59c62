package network.ian.tau.chain;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainsFixture.GOAL;
import static network.ian.tau.chain.ChainsFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.tau.client.TauBlock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorChainsTest {

    private static final Hash UNKNOWN = ChainForge.topic("of nobody");

    @TempDir
    Path directory;

    private ChainsFixture mine;
    private ChainForge forge;

    @BeforeEach
    void open() {
        mine = new ChainsFixture(directory);
        forge = mine.forge;
    }

    @AfterEach
    void close() {
        mine.close();
    }

    @Test
    void ofAGoalWithoutAnAnchorNothingIsKnown() {
        assertThat(mine.chains.tip(UNKNOWN)).isEmpty();
        assertThat(mine.chains.locator(UNKNOWN)).isEmpty();
        assertThat(mine.chains.knows(UNKNOWN, forge.block0().claimedHash())).isFalse();
        assertThat(mine.chains.after(UNKNOWN, mine.fromBlock0()).join()).isEqualTo(Bytes.EMPTY);
        assertThat(mine.chains.offer(UNKNOWN, Bytes.EMPTY).join()).isEqualTo(Taken.UNDECIDED);
        assertThat(mine.chains.anchors(UNKNOWN)).isEqualTo(ChainAnchors.NONE);
        assertThat(mine.chains.status(UNKNOWN).blocks()).isZero();
    }

    @Test
    void ofANewChainOnlyBlock0IsKnown() {
        assertThat(mine.chains.tip(TOPIC)).isEmpty();
        assertThat(mine.chains.locator(TOPIC)).containsExactly(forge.block0().claimedHash());
        assertThat(mine.chains.knows(TOPIC, forge.block0().claimedHash())).isTrue();
        assertThat(mine.after(mine.fromBlock0())).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void bytesThatAreNoPageAreInvalid() {
        assertThat(mine.offer(Bytes.EMPTY)).isEqualTo(Taken.INVALID);
        assertThat(mine.offer(Bytes.wrap(new byte[1_000]))).isEqualTo(Taken.INVALID);
    }

    @Test
    void pagesBeyondTheQueueAreUndecidedAndTheQueueGoesOn() throws InterruptedException {
        List<TauBlock> blocks = forge.chain(forge.block0(), 2);
        Bytes first = page(blocks.get(0));
        Bytes second = page(blocks.get(1));
        CountDownLatch verified = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        mine.chains.onTip(topic -> {
            verified.countDown();
            await(release);
        });
        CompletableFuture<Taken> running = mine.chains.offer(TOPIC, first);
        verified.await();
        List<CompletableFuture<Taken>> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            waiting.add(mine.chains.offer(TOPIC, second));
        }
        assertThat(mine.chains.offer(TOPIC, second)).isCompletedWithValue(Taken.UNDECIDED);
        assertThat(mine.chains.after(TOPIC, mine.fromBlock0())).isCompletedWithValue(Bytes.EMPTY);
        assertThat(mine.chains.tip(TOPIC).orElseThrow().height())
                .as("readers wait for nobody")
                .isEqualTo(1);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        release.countDown();
        assertThat(running.join()).isEqualTo(Taken.NEW);
        assertThat(waiting.stream().map(CompletableFuture::join))
                .startsWith(Taken.NEW)
                .endsWith(Taken.KNOWN);
    }

    @Test
    void whatTheDiskRefusesIsNotAnnounced() {
        List<Hash> tips = new ArrayList<>();
        mine.chains.onTip(tips::add);
        mine.close();
        NodeRead read = mine.chains.read();
        try (read) {
            read.block(forge.next(forge.block0(), anchor(0, commit(GOAL, 10))));
        }
        assertThat(read.isWorthRepeating()).isTrue();
        assertThat(mine.chains.tip(TOPIC)).isEmpty();
        assertThat(mine.sequences()).isEmpty();
        assertThat(tips).isEmpty();
        mine.reopen();
        mine.read(forge.next(forge.block0(), anchor(0, commit(GOAL, 10))));
        assertThat(mine.sequences()).containsExactly(0L);
    }

    private Bytes page(TauBlock block) {
        return mine.codec()
                .encode(new ChainPage(List.of(
                        new ChainPage.Block(block.header(), block.header().hash(), block.proof(), List.of()))));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
