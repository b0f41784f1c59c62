package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.core.view.TauStatus.Breaker;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GuardedTauTest {

    private final IOException refused = new IOException("connection refused");
    private static final TauBlock BLOCK = new TauBlock(
            new BlockHeader(1, FakeTau.HASH, 2, FakeTau.HASH, Bytes.EMPTY, FakeTau.HASH),
            FakeTau.HASH,
            Bytes.EMPTY,
            List.of(),
            List.of());

    private final ManualClock clock = new ManualClock();
    private final FakeTau fake = new FakeTau();
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor();
    private final List<Duration> pauses = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final JsonNode vector = GoldenVectors.transactions().findFirst().orElseThrow();
    private final BlsPublicKey key = GoldenVectors.publicKey(vector);
    private final TauTransaction transaction = GoldenVectors.transaction(vector);
    private TauBreaker breaker = new TauBreaker(GuardSettings.RUNBOOK, clock);
    private GuardedTau guard = guard(GuardSettings.RUNBOOK, 1);

    private GuardedTau guard(GuardSettings settings, long seed) {
        return new GuardedTau(fake, breaker, settings, alarm, new Random(seed), time -> {
            pauses.add(time);
            clock.advance(time);
        });
    }

    /** One attempt for each call, so that calls and failures can be counted. */
    private static GuardSettings withoutRetries(Duration limit) {
        GuardSettings book = GuardSettings.RUNBOOK;
        return new GuardSettings(
                book.failures(),
                book.open(),
                book.successes(),
                limit,
                limit,
                1,
                book.firstPause(),
                book.longestPause());
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger(TauBreaker.class)).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger(TauBreaker.class)).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(TauBreaker.class)).detachAppender(log);
        alarm.shutdownNow();
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void open() {
        guard = guard(withoutRetries(Duration.ofSeconds(30)), 1);
        fake.fails(5, refused);
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.state()).isEqualTo(Breaker.CLOSED);
            assertThatThrownBy(() -> guard.head()).isSameAs(refused);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.OPEN);
    }

    @Test
    void opensAfterExactlyFiveFailuresInARow() throws Exception {
        guard = guard(withoutRetries(Duration.ofSeconds(30)), 1);
        fake.fails(4, refused);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> guard.head()).isSameAs(refused);
        }
        assertThat(guard.head().number()).isEqualTo(3);
        open();
        int before = fake.calls().size();
        assertThatThrownBy(() -> guard.head())
                .asInstanceOf(type(BreakerOpenException.class))
                .extracting(BreakerOpenException::retryAfter)
                .isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> guard.send(transaction)).isInstanceOf(BreakerOpenException.class);
        assertThat(fake.calls()).hasSize(before);
        assertThat(logged())
                .containsExactly("Circuit breaker tau: CLOSED -> OPEN after 5 failures: connection refused");
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void isHalfOpenAfterThirtySecondsAndClosedAfterThreeSuccesses() throws Exception {
        open();
        clock.advance(Duration.ofMillis(29_999));
        assertThat(breaker.untilHalfOpen()).isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> guard.head()).isInstanceOf(BreakerOpenException.class);
        clock.advance(Duration.ofMillis(2));
        assertThat(breaker.untilHalfOpen()).isEqualTo(Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            guard.head();
            assertThat(breaker.state()).isEqualTo(i < 2 ? Breaker.HALF_OPEN : Breaker.CLOSED);
        }
        assertThat(logged())
                .containsExactly(
                        "Circuit breaker tau: CLOSED -> OPEN after 5 failures: connection refused",
                        "Circuit breaker tau: OPEN -> HALF_OPEN after 30 s",
                        "Circuit breaker tau: HALF_OPEN -> CLOSED after 3 successes");
        open();
    }

    @Test
    void oneFailureWhileHalfOpenOpensItForThirtySecondsMore() throws Exception {
        for (int successes = 0; successes < 3; successes++) {
            breaker = new TauBreaker(GuardSettings.RUNBOOK, clock);
            open();
            clock.advance(Duration.ofSeconds(31));
            for (int i = 0; i < successes; i++) {
                guard.head();
            }
            fake.fails(1, new IOException("reset"));
            assertThatThrownBy(() -> guard.head()).hasMessage("reset");
            assertThat(breaker.state()).isEqualTo(Breaker.OPEN);
            assertThat(breaker.untilHalfOpen()).isEqualTo(Duration.ofSeconds(30));
            assertThat(breaker.lastFailure()).isEqualTo("reset");
            assertThat(logged()).endsWith("Circuit breaker tau: HALF_OPEN -> OPEN after 1 failure: reset");
        }
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        guard = guard(withoutRetries(Duration.ofSeconds(30)), 1);
        for (String code : List.of("INVALID_SEQUENCE", "INSUFFICIENT_FUNDS", "RATE_LIMITED", "NEW")) {
            fake.fails(4, refused).fails(1, new TauException(code, "m")).fails(4, refused);
            for (int i = 0; i < 9; i++) {
                assertThatThrownBy(() -> guard.head()).isInstanceOf(Exception.class);
            }
            assertThat(breaker.state()).as(code).isEqualTo(Breaker.CLOSED);
            guard.head();
        }
    }

    @Test
    void theNodesOwnFailuresCount() {
        guard = guard(withoutRetries(Duration.ofSeconds(30)), 1);
        fake.fails(3, new TauException("INTERNAL_ERROR", "m")).fails(2, new TauException("TIMEOUT", "m"));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> guard.head()).isInstanceOf(TauException.class);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.OPEN);
        assertThat(logged()).containsExactly("Circuit breaker tau: CLOSED -> OPEN after 5 failures: TIMEOUT: m");
    }

    @Test
    void interruptsAndBugsDoNotCount() {
        fake.fails(10, new InterruptedIOException("stop")).fails(10, new IllegalStateException("bug"));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> guard.head()).isInstanceOf(InterruptedIOException.class);
        }
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> guard.head()).isInstanceOf(IllegalStateException.class);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.CLOSED);
        assertThat(fake.calls()).hasSize(20);
    }

    @Test
    void theOperatorCanCloseIt() throws Exception {
        open();
        breaker.reset();
        assertThat(breaker.state()).isEqualTo(Breaker.CLOSED);
        assertThat(breaker.untilHalfOpen()).isEqualTo(Duration.ZERO);
        assertThat(guard.head().number()).isEqualTo(3);
        assertThat(logged()).endsWith("Circuit breaker tau: OPEN -> CLOSED by the operator");
        breaker.reset();
        assertThat(logged()).hasSize(2);
        open();
    }

    @Test
    void whatIsIdempotentIsTriedThreeTimes() throws Exception {
        fake.fails(2, refused);
        assertThat(guard.sequence(key)).isEqualTo(7);
        fake.fails(1, new TauException("MEMPOOL_FULL", "m"));
        guard.check(transaction);
        fake.fails(3, new TauException("RATE_LIMITED", "m"));
        assertThatThrownBy(() -> guard.status(FakeTau.HASH)).isInstanceOf(TauException.class);
        assertThat(fake.calls())
                .containsExactly("sequence", "sequence", "sequence", "check", "check", "status", "status", "status");
        assertThat(pauses).hasSize(5);
    }

    @Test
    void whatTimeDoesNotMendIsTriedOnce() {
        for (String code : List.of("INVALID_SEQUENCE", "INSUFFICIENT_FUNDS", "TX_INVALID")) {
            fake.fails(1, new TauException(code, "m"));
            assertThatThrownBy(() -> guard.check(transaction)).isInstanceOf(TauException.class);
        }
        assertThat(fake.calls()).containsExactly("check", "check", "check");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aTransactionIsNeverSentTwice() {
        for (Exception failure :
                List.of(refused, new TauException("RATE_LIMITED", "m"), new TauException("INTERNAL_ERROR", "m"))) {
            fake.fails(1, failure);
            assertThatThrownBy(() -> guard.send(transaction)).isSameAs(failure);
        }
        assertThat(fake.calls()).containsExactly("send", "send", "send");
        assertThat(pauses).isEmpty();
    }

    @Test
    void anOpeningBreakerEndsTheRetries() {
        fake.fails(100, refused);
        assertThatThrownBy(() -> guard.head()).isSameAs(refused);
        assertThatThrownBy(() -> guard.head()).isInstanceOf(BreakerOpenException.class);
        assertThat(fake.calls()).hasSize(5);
        assertThat(pauses).hasSize(4);
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
            breaker = new TauBreaker(many, clock);
            guard = guard(many, seed);
            pauses.clear();
            fake.fails(8, refused);
            assertThatThrownBy(() -> guard.head()).isSameAs(refused);
            assertThat(pauses).hasSize(means.length);
            for (int i = 0; i < means.length; i++) {
                assertThat(pauses.get(i).toMillis()).isBetween(means[i] / 2, means[i] * 3 / 2);
            }
            all.add(List.copyOf(pauses));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void aCallThatTakesTooLongIsCut() {
        guard = guard(withoutRetries(Duration.ofMillis(20)), 1);
        fake.fails(5, new IOException("socket closed"));
        fake.during(() -> {
            while (!fake.isCut()) {
                Thread.onSpinWait();
            }
        });
        assertThatThrownBy(() -> guard.send(transaction))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer of the Tau node within 20 ms");
        assertThat(breaker.lastFailure()).contains("within 20 ms");
    }

    @Test
    void anAnswerThatCameAfterTheCutIsATimeOutToo() {
        guard = guard(withoutRetries(Duration.ofMillis(20)), 1);
        fake.during(() -> {
            while (!fake.isCut()) {
                Thread.onSpinWait();
            }
        });
        assertThatThrownBy(() -> guard.head()).isInstanceOf(IOException.class).hasMessageContaining("within 20 ms");
    }

    @Test
    void blocksAreReadAgainOnlyWhileNoneWasHandedOver() throws Exception {
        List<TauBlock> blocks = Collections.synchronizedList(new ArrayList<>());
        fake.fails(2, refused);
        guard.blocks(blocks::add);
        assertThat(fake.calls()).hasSize(3);
        fake.shows(BLOCK);
        guard.recentBlocks(5, blocks::add);
        assertThat(blocks).hasSize(1);
        fake.fails(1, refused);
        assertThatThrownBy(() -> guard.blocks(blocks::add)).isSameAs(refused);
        assertThat(blocks).hasSize(2);
        assertThat(fake.calls()).hasSize(5);
    }

    @Test
    void everyCallGoesThrough() throws Exception {
        assertThat(guard.hello().node()).isEqualTo("fake");
        assertThat(guard.balance(key)).hasValue(1_000);
        assertThat(guard.send(transaction)).isEqualTo(Sha256.of());
        assertThat(guard.status(FakeTau.HASH).confirmations()).isZero();
        guard.cut();
        guard.close();
        assertThat(fake.isCut() && fake.isClosed()).isTrue();
        assertThat(guard.breaker()).isSameAs(breaker);
        assertThat(logged()).isEmpty();
    }

    @Test
    void afterTheAlarmIsShutDownNothingIsAsked() {
        alarm.shutdownNow();
        assertThatThrownBy(() -> guard.head()).isInstanceOf(InterruptedIOException.class);
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void statesAreTheGaugesValues() {
        assertThat(Breaker.CLOSED.gauge()).isZero();
        assertThat(Breaker.HALF_OPEN.gauge()).isEqualTo(1);
        assertThat(Breaker.OPEN.gauge()).isEqualTo(2);
    }
}
