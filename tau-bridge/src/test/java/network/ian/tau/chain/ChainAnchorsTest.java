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
import java.util.List;
import network.ian.core.finality.SettledAnchor;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which transactions of a chain are anchors, and when they settle: by confirmations, by the clock, and what lies under them with them. */
class ChainAnchorsTest {

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
}
