package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import network.ian.core.view.TauStatus.Breaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The breaker opens by failures and not by refusals, tries after half a minute, closes by successes or by the operator, and logs it. */
class TauBreakerTest {

    private final GuardBench bench = new GuardBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void opensAfterExactlyFiveFailuresInARow() throws Exception {
        bench.withoutRetries(Duration.ofSeconds(30));
        bench.fake.fails(4, bench.refused);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> bench.guard.head()).isSameAs(bench.refused);
        }
        assertThat(bench.guard.head().number()).isEqualTo(3);
        bench.open();
        int before = bench.fake.calls().size();
        assertThatThrownBy(() -> bench.guard.head())
                .asInstanceOf(type(BreakerOpenException.class))
                .extracting(BreakerOpenException::retryAfter)
                .isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> bench.guard.send(bench.transaction)).isInstanceOf(BreakerOpenException.class);
        assertThat(bench.fake.calls()).hasSize(before);
        assertThat(bench.log.messages())
                .containsExactly("Circuit breaker tau: CLOSED -> OPEN after 5 failures: connection refused");
        assertThat(bench.log.lines().get(0).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void isHalfOpenAfterThirtySecondsAndClosedAfterThreeSuccesses() throws Exception {
        bench.open();
        bench.clock.advance(Duration.ofMillis(29_999));
        assertThat(bench.breaker.untilHalfOpen()).isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(BreakerOpenException.class);
        bench.clock.advance(Duration.ofMillis(2));
        assertThat(bench.breaker.untilHalfOpen()).isEqualTo(Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            bench.guard.head();
            assertThat(bench.breaker.state()).isEqualTo(i < 2 ? Breaker.HALF_OPEN : Breaker.CLOSED);
        }
        assertThat(bench.log.messages())
                .containsExactly(
                        "Circuit breaker tau: CLOSED -> OPEN after 5 failures: connection refused",
                        "Circuit breaker tau: OPEN -> HALF_OPEN after 30 s",
                        "Circuit breaker tau: HALF_OPEN -> CLOSED after 3 successes");
        bench.open();
    }

    @Test
    void oneFailureWhileHalfOpenOpensItForThirtySecondsMore() throws Exception {
        for (int successes = 0; successes < 3; successes++) {
            bench.renew(GuardSettings.RUNBOOK, 1);
            bench.open();
            bench.clock.advance(Duration.ofSeconds(31));
            for (int i = 0; i < successes; i++) {
                bench.guard.head();
            }
            bench.fake.fails(1, new IOException("reset"));
            assertThatThrownBy(() -> bench.guard.head()).hasMessage("reset");
            assertThat(bench.breaker.state()).isEqualTo(Breaker.OPEN);
            assertThat(bench.breaker.untilHalfOpen()).isEqualTo(Duration.ofSeconds(30));
            assertThat(bench.breaker.lastFailure()).isEqualTo("reset");
            assertThat(bench.log.messages()).endsWith("Circuit breaker tau: HALF_OPEN -> OPEN after 1 failure: reset");
        }
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        bench.withoutRetries(Duration.ofSeconds(30));
        for (String code : List.of("INVALID_SEQUENCE", "INSUFFICIENT_FUNDS", "RATE_LIMITED", "NEW")) {
            bench.fake
                    .fails(4, bench.refused)
                    .fails(1, new TauException(code, "m"))
                    .fails(4, bench.refused);
            for (int i = 0; i < 9; i++) {
                assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(Exception.class);
            }
            assertThat(bench.breaker.state()).as(code).isEqualTo(Breaker.CLOSED);
            bench.guard.head();
        }
    }

    @Test
    void theNodesOwnFailuresCount() {
        bench.withoutRetries(Duration.ofSeconds(30));
        bench.fake.fails(3, new TauException("INTERNAL_ERROR", "m")).fails(2, new TauException("TIMEOUT", "m"));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(TauException.class);
        }
        assertThat(bench.breaker.state()).isEqualTo(Breaker.OPEN);
        assertThat(bench.log.messages())
                .containsExactly("Circuit breaker tau: CLOSED -> OPEN after 5 failures: TIMEOUT: m");
    }

    @Test
    void interruptsAndBugsDoNotCount() {
        bench.fake.fails(10, new InterruptedIOException("stop")).fails(10, new IllegalStateException("bug"));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(InterruptedIOException.class);
        }
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> bench.guard.head()).isInstanceOf(IllegalStateException.class);
        }
        assertThat(bench.breaker.state()).isEqualTo(Breaker.CLOSED);
        assertThat(bench.fake.calls()).hasSize(20);
    }

    @Test
    void theOperatorCanCloseIt() throws Exception {
        bench.open();
        bench.breaker.reset();
        assertThat(bench.breaker.state()).isEqualTo(Breaker.CLOSED);
        assertThat(bench.breaker.untilHalfOpen()).isEqualTo(Duration.ZERO);
        assertThat(bench.guard.head().number()).isEqualTo(3);
        assertThat(bench.log.messages()).endsWith("Circuit breaker tau: OPEN -> CLOSED by the operator");
        bench.breaker.reset();
        assertThat(bench.log.messages()).hasSize(2);
        bench.open();
    }

    @Test
    void statesAreTheGaugesValues() {
        assertThat(Breaker.CLOSED.gauge()).isZero();
        assertThat(Breaker.HALF_OPEN.gauge()).isEqualTo(1);
        assertThat(Breaker.OPEN.gauge()).isEqualTo(2);
    }
}
