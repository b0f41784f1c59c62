package network.ian.api.stream;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Counts what a client asks: a few things a second are plenty. The hub's thread owns it. */
final class OrderRate {

    /** Messages that a client may send at once. */
    static final int BURST = 60;

    /** Malformed messages after which a client is given up. */
    static final int MOST_MALFORMED = 10;

    private static final long REFILL = TimeUnit.MILLISECONDS.toNanos(200);

    private double left = BURST;
    private long last;
    private int malformed;

    OrderRate(long now) {
        this.last = now;
    }

    /** Counts an order; why the client must go, if it must. */
    Optional<Ending> count(Order order, long now) {
        left = Math.min(BURST, left + (double) (now - last) / REFILL) - 1;
        last = now;
        if (left < 0) {
            return Optional.of(Ending.FLOOD);
        }
        if (order instanceof Order.Malformed && ++malformed >= MOST_MALFORMED) {
            return Optional.of(Ending.MALFORMED);
        }
        return Optional.empty();
    }
}
