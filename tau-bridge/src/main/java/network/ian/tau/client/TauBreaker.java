package network.ian.tau.client;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.TauStatus.Breaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker in front of one Tau node. Opens after a number of failures in a row, lets calls through again after a
 * while, closes after a number of successes and opens again at the first failure before that. Failures are I/O errors, expired
 * time limits and the codes of {@link TauException#isNodeFailure}; every other refusal is an answer and counts as a success.
 * Moves on when it is asked: it is {@link Breaker#OPEN} until the first call after its time. Thread-safe; several
 * connections to the same node share one.
 */
public final class TauBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(TauBreaker.class);

    private final GuardSettings settings;
    private final MonotonicClock clock;
    private final CircuitBreaker breaker;
    private long openedAt;
    private String lastFailure = "";
    private boolean byOperator;

    /** Starts closed. */
    public TauBreaker(GuardSettings settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.openedAt = clock.nanos();
        // A window as long as the failures that open it, all of them: failures in a row.
        this.breaker = CircuitBreaker.of(
                "tau",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                settings.failures(),
                                settings.failures(),
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(settings.open())
                        .permittedNumberOfCallsInHalfOpenState(settings.successes())
                        .recordException(TauBreaker::isFailure)
                        .clock(new Elapsed(clock, clock.nanos()))
                        .currentTimestampFunction(unused -> clock.nanos(), TimeUnit.NANOSECONDS)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> log(
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
    }

    public Breaker state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> Breaker.CLOSED;
            case HALF_OPEN -> Breaker.HALF_OPEN;
            case OPEN, FORCED_OPEN -> Breaker.OPEN;
        };
    }

    /** Time until calls are let through again; zero unless it is open. */
    synchronized Duration untilHalfOpen() {
        if (state() != Breaker.OPEN) {
            return Duration.ZERO;
        }
        Duration left = settings.open().minusNanos(clock.nanos() - openedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** What the last failure was, fit to be shown; empty if there was none. */
    public synchronized String lastFailure() {
        return lastFailure;
    }

    /** Closes it and forgets all failures, on the operator's word. */
    public synchronized void reset() {
        byOperator = true;
        breaker.reset();
        byOperator = false;
    }

    /**
     * Asks for leave to make a call; {@link #succeeded} or {@link #failed} must follow.
     *
     * @throws BreakerOpenException at once if it is open, or half-open with enough calls under way
     */
    void enter() throws BreakerOpenException {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException e) {
            throw new BreakerOpenException(untilHalfOpen());
        }
    }

    synchronized void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    synchronized void failed(Exception failure) {
        if (isFailure(failure)) {
            lastFailure = NodeText.shown(String.valueOf(failure.getMessage()));
        }
        if (isFailure(failure) && breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            // By itself it would wait for the other trial calls, and close if one of them succeeds.
            breaker.transitionToOpenState();
        } else {
            breaker.onError(0, TimeUnit.NANOSECONDS, failure);
        }
    }

    /** Whether a call failed so as to count. An interrupt is the caller's doing. */
    private static boolean isFailure(Throwable failure) {
        if (failure instanceof TauException refusal) {
            return refusal.isNodeFailure();
        }
        return failure instanceof IOException && !(failure instanceof InterruptedIOException);
    }

    private void log(CircuitBreaker.State from, CircuitBreaker.State to) {
        String change = "Circuit breaker tau: " + from + " -> " + to;
        if (byOperator) {
            LOG.info("{} by the operator", change);
            return;
        }
        switch (to) {
            case OPEN -> {
                openedAt = clock.nanos();
                int count = from == CircuitBreaker.State.CLOSED ? settings.failures() : 1;
                LOG.warn("{} after {} {}: {}", change, count, count == 1 ? "failure" : "failures", lastFailure);
            }
            case CLOSED ->
                LOG.info(
                        "{} after {} {}",
                        change,
                        settings.successes(),
                        settings.successes() == 1 ? "success" : "successes");
            default -> LOG.info("{} after {} s", change, settings.open().toSeconds());
        }
    }

    /** Dates that move as the monotonic clock does, so that setting the machine's clock neither opens nor closes anything. */
    private static final class Elapsed extends Clock {

        private final MonotonicClock clock;
        private final long origin;

        private Elapsed(MonotonicClock clock, long origin) {
            this.clock = clock;
            this.origin = origin;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(clock.nanos() - origin);
        }
    }
}
