package network.ian.api.stream;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import network.ian.core.runtime.MonotonicClock;

/**
 * What connects a connection with the hub: the connection's threads leave orders and signs of life here, the hub's thread
 * picks them up. Holds no events.
 */
final class StreamClient {

    /** Orders that may wait: the hub takes them many times a second. */
    static final int MAX_ORDERS = 64;

    private final BooleanSupplier stillAdmitted;
    private final MonotonicClock ticker;
    private final Queue<Order> orders = new ArrayDeque<>();
    private final AtomicReference<Ending> fault = new AtomicReference<>();
    private volatile long heardNanos;
    private volatile boolean sending;
    private volatile boolean gone;

    /** @param stillAdmitted whether its credential is still good */
    StreamClient(BooleanSupplier stillAdmitted, MonotonicClock ticker) {
        this.stillAdmitted = stillAdmitted;
        this.ticker = ticker;
        this.heardNanos = ticker.nanos();
    }

    /** The client wants something. */
    void order(Order order) {
        heard();
        synchronized (orders) {
            if (orders.size() < MAX_ORDERS) {
                orders.add(order);
                return;
            }
        }
        fault(Ending.FLOOD);
    }

    /** The client is there. */
    void heard() {
        heardNanos = ticker.nanos();
    }

    /** The client did what ends its stream; the first such counts. */
    void fault(Ending ending) {
        fault.compareAndSet(null, ending);
    }

    /** What was handed over has been written. */
    void sent() {
        sending = false;
    }

    /** The connection has ended, or cannot be written to any more. */
    void gone() {
        gone = true;
    }

    /** Before something is handed over. */
    void sends() {
        sending = true;
    }

    Optional<Order> nextOrder() {
        synchronized (orders) {
            return Optional.ofNullable(orders.poll());
        }
    }

    Optional<Ending> fault() {
        return Optional.ofNullable(fault.get());
    }

    boolean isSending() {
        return sending;
    }

    boolean isGone() {
        return gone;
    }

    boolean isStillAdmitted() {
        return stillAdmitted.getAsBoolean();
    }

    long heardNanos() {
        return heardNanos;
    }
}
