package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.golden.GoldenVectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guard repeats what is idempotent, sends nothing twice, and cuts what takes too long. */
class GuardedTauTest {

    private static final TauBlock BLOCK = new TauBlock(
            new BlockHeader(1, FakeTau.HASH, 2, FakeTau.HASH, Bytes.EMPTY, FakeTau.HASH),
            FakeTau.HASH,
            Bytes.EMPTY,
            List.of(),
            List.of());

    private final GuardBench bench = new GuardBench();
    private final BlsPublicKey key =
            GoldenVectors.publicKey(GoldenVectors.transactions().findFirst().orElseThrow());

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void whatIsIdempotentIsTriedThreeTimes() throws Exception {
        bench.fake.fails(2, bench.refused);
        assertThat(bench.guard.sequence(key)).isEqualTo(7);
        bench.fake.fails(1, new TauException("MEMPOOL_FULL", "m"));
        bench.guard.check(bench.transaction);
        bench.fake.fails(3, new TauException("RATE_LIMITED", "m"));
        assertThatThrownBy(() -> bench.guard.status(FakeTau.HASH)).isInstanceOf(TauException.class);
        assertThat(bench.fake.calls())
                .containsExactly("sequence", "sequence", "sequence", "check", "check", "status", "status", "status");
        assertThat(bench.pauses).hasSize(5);
    }

    @Test
    void whatTimeDoesNotMendIsTriedOnce() {
        for (String code : List.of("INVALID_SEQUENCE", "INSUFFICIENT_FUNDS", "TX_INVALID")) {
            bench.fake.fails(1, new TauException(code, "m"));
            assertThatThrownBy(() -> bench.guard.check(bench.transaction)).isInstanceOf(TauException.class);
        }
        assertThat(bench.fake.calls()).containsExactly("check", "check", "check");
        assertThat(bench.pauses).isEmpty();
    }

    @Test
    void aTransactionIsNeverSentTwice() {
        for (Exception failure : List.of(
                bench.refused, new TauException("RATE_LIMITED", "m"), new TauException("INTERNAL_ERROR", "m"))) {
            bench.fake.fails(1, failure);
            assertThatThrownBy(() -> bench.guard.send(bench.transaction)).isSameAs(failure);
        }
        assertThat(bench.fake.calls()).containsExactly("send", "send", "send");
        assertThat(bench.pauses).isEmpty();
    }

    @Test
    void anOpeningBreakerEndsTheRetries() {
        bench.fake.fails(100, bench.refused);
        assertThatThrownBy(() -> bench.guard.head()).isSameAs(bench.refused);
        assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(BreakerOpenException.class);
        assertThat(bench.fake.calls()).hasSize(5);
        assertThat(bench.pauses).hasSize(4);
    }

    @Test
    void pausesGrowAndAreJittered() {
        GuardSettings many = new GuardSettings(
                1_000,
                Duration.ofSeconds(30),
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                8,
                Duration.ofMillis(500),
                Duration.ofSeconds(5));
        long[] means = {500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000};
        List<List<Duration>> all = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            bench.renew(many, seed);
            bench.pauses.clear();
            bench.fake.fails(8, bench.refused);
            assertThatThrownBy(() -> bench.guard.head()).isSameAs(bench.refused);
            assertThat(bench.pauses).hasSize(means.length);
            for (int i = 0; i < means.length; i++) {
                assertThat(bench.pauses.get(i).toMillis()).isBetween(means[i] / 2, means[i] * 3 / 2);
            }
            all.add(List.copyOf(bench.pauses));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void aCallThatTakesTooLongIsCut() {
        bench.withoutRetries(Duration.ofMillis(20));
        bench.fake.fails(5, new IOException("socket closed"));
        bench.fake.during(() -> {
            while (!bench.fake.isCut()) {
                Thread.onSpinWait();
            }
        });
        assertThatThrownBy(() -> bench.guard.send(bench.transaction))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer of the Tau node within 20 ms");
        assertThat(bench.breaker.lastFailure()).contains("within 20 ms");
    }

    @Test
    void anAnswerThatCameAfterTheCutIsATimeOutToo() {
        bench.withoutRetries(Duration.ofMillis(20));
        bench.fake.during(() -> {
            while (!bench.fake.isCut()) {
                Thread.onSpinWait();
            }
        });
        assertThatThrownBy(() -> bench.guard.head())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 20 ms");
    }

    @Test
    void blocksAreReadAgainOnlyWhileNoneWasHandedOver() throws Exception {
        List<TauBlock> blocks = Collections.synchronizedList(new ArrayList<>());
        bench.fake.fails(2, bench.refused);
        bench.guard.blocks(blocks::add);
        assertThat(bench.fake.calls()).hasSize(3);
        bench.fake.shows(BLOCK);
        bench.guard.recentBlocks(5, blocks::add);
        assertThat(blocks).hasSize(1);
        bench.fake.fails(1, bench.refused);
        assertThatThrownBy(() -> bench.guard.blocks(blocks::add)).isSameAs(bench.refused);
        assertThat(blocks).hasSize(2);
        assertThat(bench.fake.calls()).hasSize(5);
    }

    @Test
    void everyCallGoesThrough() throws Exception {
        assertThat(bench.guard.hello().node()).isEqualTo("fake");
        assertThat(bench.guard.balance(key)).hasValue(1_000);
        assertThat(bench.guard.send(bench.transaction)).isEqualTo(Sha256.of());
        assertThat(bench.guard.status(FakeTau.HASH).confirmations()).isZero();
        bench.guard.cut();
        bench.guard.close();
        assertThat(bench.fake.isCut() && bench.fake.isClosed()).isTrue();
        assertThat(bench.guard.breaker()).isSameAs(bench.breaker);
        assertThat(bench.log.messages()).isEmpty();
    }

    @Test
    void afterTheAlarmIsShutDownNothingIsAsked() {
        bench.alarm.shutdownNow();
        assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(InterruptedIOException.class);
        assertThat(bench.fake.calls()).isEmpty();
    }
}
