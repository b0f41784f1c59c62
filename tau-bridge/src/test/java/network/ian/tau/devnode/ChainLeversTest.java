package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainLeversTest {

    private Bench bench;
    private RawClient client;
    private ChainLevers chain;

    @BeforeEach
    void start() throws IOException {
        bench = new Bench();
        client = bench.client;
        chain = bench.node.chain();
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
    }

    @Test
    void makesNoBlockOfNothing() {
        assertThat(chain.mine()).isEmpty();
        assertThat(chain.canonical()).hasSize(1);
    }

    @Test
    void aLongerBranchPutsTransactionsBackIntoTheMempool() throws IOException {
        TauTransaction anchor = confirmed(0);
        TauTransaction follower = bench.anchor(1);
        client.send(follower);
        TauBlock abandoned = chain.head();
        TauBlock head = chain.reorganise(1, Fate.REQUEUED);
        assertThat(head.header().number()).isEqualTo(2);
        assertThat(chain.head()).isEqualTo(head);
        assertThat(client.status(anchor)).isEqualTo("queued");
        assertThat(sequence()).isEqualTo(2);
        assertThat(chain.stored()).contains(abandoned);
        assertThat(bench.mine().transactionIds()).containsExactly(anchor.hash(), follower.hash());
        assertThat(client.data("getblocks").path("blocks")).hasSize(5);
        Walk.verifies(chain.canonical());
    }

    @Test
    void anEquallyHighRivalWinsByTheSmallerHash() throws IOException {
        TauTransaction anchor = confirmed(0);
        chain.mineAnyway(1);
        TauBlock before = chain.head();
        TauBlock head = chain.rival(2, Fate.REQUEUED);
        assertThat(head.header().number()).isEqualTo(before.header().number());
        assertThat(head.claimedHash()).isLessThan(before.claimedHash());
        assertThat(chain.head()).isEqualTo(head);
        assertThat(client.status(anchor)).isEqualTo("queued");
        Walk.verifies(chain.canonical());
    }

    @Test
    void aBranchCanLoseTransactionsOrCarryThemItself() throws IOException {
        TauTransaction lost = confirmed(0);
        chain.reorganise(1, Fate.DROPPED);
        assertThat(client.status(lost)).isEqualTo("evicted");
        assertThat(sequence()).isZero();
        assertThat(client.send(lost)).as("may be sent again").isEqualTo("ok");
        bench.mine();
        TauBlock holder = chain.head();
        chain.reorganise(1, Fate.INCLUDED);
        assertThat(client.status(lost)).isEqualTo("confirmed");
        assertThat(client.data("gettxstatus " + lost.hash().hex())
                        .path("block_hash")
                        .asText())
                .isNotEqualTo(holder.claimedHash().hex());
        Walk.verifies(chain.canonical());
    }

    @Test
    void anAbandonedForkIsStoredAndChangesNothing() throws IOException {
        TauTransaction anchor = confirmed(0);
        chain.mineAnyway(1);
        TauBlock head = chain.head();
        TauBlock fork = chain.abandonedFork(2);
        assertThat(chain.head()).isEqualTo(head);
        assertThat(chain.stored()).contains(fork);
        assertThat(client.status(anchor)).isEqualTo("confirmed");
    }

    @Test
    void whatIsNotThereCannotBeReplaced() throws IOException {
        confirmed(0);
        assertThatThrownBy(() -> chain.reorganise(2, Fate.REQUEUED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chain.abandonedFork(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTwinTakesTheSequenceNumberUnderAnotherHash() throws IOException {
        TauTransaction original = bench.anchor(0);
        client.send(original);
        TauBlock block = chain.mineTwin().orElseThrow();
        TauTransaction twin = block.transactions().get(0);
        assertThat(twin.hash()).isNotEqualTo(original.hash());
        assertThat(twin.signingBytes()).isEqualTo(original.signingBytes());
        assertThat(client.status(original)).isEqualTo("rejected");
        assertThat(client.status(twin)).isEqualTo("confirmed");
        assertThat(client.send(original)).isEqualTo("INVALID_SEQUENCE");
        chain.reorganise(1, Fate.REQUEUED);
        assertThat(chain.mineTwin().orElseThrow().transactionIds()).doesNotContain(original.hash(), twin.hash());
        Walk.verifies(chain.canonical());
    }

    @Test
    void anExpiredTransactionStrandsItsFollowers() throws IOException {
        TauTransaction first = bench.anchor(0, 60, 100);
        TauTransaction second = bench.anchor(1, 3_600, 100);
        client.send(first);
        client.send(second);
        bench.clock.advance(Duration.ofSeconds(61));
        assertThat(client.status(first)).isEqualTo("expired");
        assertThat(chain.mine()).isEmpty();
        assertThat(client.status(first)).isEqualTo("expired");
        assertThat(client.status(second)).isEqualTo("queued");
        assertThat(client.send(bench.anchor(0))).isEqualTo("INVALID_SEQUENCE");
        assertThat(sequence()).isEqualTo(2);
        chain.evict();
        assertThat(client.status(second)).isEqualTo("evicted");
        assertThat(client.send(bench.anchor(0))).isEqualTo("ok");
    }

    @Test
    void anExpiredTransactionAloneFreesItsNumberOnceItIsPruned() throws IOException {
        client.send(bench.anchor(0, 60, 100));
        bench.clock.advance(Duration.ofSeconds(61));
        assertThat(sequence()).isEqualTo(1);
        assertThat(chain.mine()).isEmpty();
        assertThat(sequence()).isZero();
    }

    @Test
    void nothingIsMinedForWhoeverHasNoMoney() throws IOException {
        client.send(bench.anchor(0));
        chain.drain();
        assertThat(chain.mine()).isEmpty();
        chain.refill();
        assertThat(chain.mine()).isPresent();
    }

    @Test
    void oneBlockTakesEverythingThatWaits() throws IOException {
        List<TauTransaction> both = List.of(bench.anchor(0), bench.anchor(1));
        for (TauTransaction transaction : both) {
            client.send(transaction);
        }
        assertThat(bench.mine().transactionIds()).isEqualTo(BlockMaker.ids(both));
        assertThat(chain.head().header().timestampSeconds()).isEqualTo(bench.now());
    }

    private TauTransaction confirmed(long sequence) throws IOException {
        TauTransaction anchor = bench.anchor(sequence);
        assertThat(client.send(anchor)).isEqualTo("ok");
        bench.mine();
        assertThat(client.status(anchor)).isEqualTo("confirmed");
        return anchor;
    }

    private long sequence() throws IOException {
        return client.data("getsequence " + Bench.COMMITTER)
                .path("sequence_number")
                .asLong(-1);
    }
}
