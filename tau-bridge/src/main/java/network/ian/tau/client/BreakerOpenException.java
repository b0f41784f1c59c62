package network.ian.tau.client;

import java.io.IOException;
import java.time.Duration;

/** The circuit breaker is open: nothing was sent to the Tau node. */
public final class BreakerOpenException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter time until the node is tried again, 0 or more */
    public BreakerOpenException(Duration retryAfter) {
        super("the circuit breaker is open: the Tau node is not asked for another " + retryAfter.toMillis() + " ms");
        this.retryAfter = retryAfter;
    }

    /** Time until the node is tried again, 0 or more. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
