package network.ian.tau.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** Whether the Tau node is asked at all. */
public enum BreakerState {
    /** Every call is made. */
    CLOSED(0),
    /** A few calls are made to find out how the node is. */
    HALF_OPEN(1),
    /** No call is made. */
    OPEN(2);

    private final int gauge;

    BreakerState(int gauge) {
        this.gauge = gauge;
    }

    /** The value of the gauge {@code ian_circuit_breaker_state}: 0 closed, 1 half-open, 2 open. */
    public int gauge() {
        return gauge;
    }

    static BreakerState of(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> CLOSED;
            case HALF_OPEN -> HALF_OPEN;
            case OPEN, FORCED_OPEN -> OPEN;
        };
    }
}
