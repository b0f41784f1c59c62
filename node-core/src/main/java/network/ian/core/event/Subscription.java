package network.ian.core.event;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A bounded queue of events for one reader: drops the oldest when full and says how many. */
public final class Subscription implements AutoCloseable {

    private final BlockingQueue<GoalEvent> events;
    private final AtomicLong dropped = new AtomicLong();
    private final Consumer<Subscription> onClose;

    Subscription(int capacity, Consumer<Subscription> onClose) {
        this.events = new ArrayBlockingQueue<>(capacity);
        this.onClose = onClose;
    }

    void offer(GoalEvent event) {
        while (!events.offer(event)) {
            if (events.poll() != null) {
                dropped.incrementAndGet();
            }
        }
    }

    /** The next event, or empty after {@code timeoutMillis}. */
    public Optional<GoalEvent> next(long timeoutMillis) throws InterruptedException {
        return Optional.ofNullable(events.poll(timeoutMillis, TimeUnit.MILLISECONDS));
    }

    /**
     * Moves all that waits, oldest first, at one moment.
     *
     * @return how many
     */
    public int drainTo(Collection<? super GoalEvent> into) {
        return events.drainTo(into);
    }

    /** Events lost to this reader so far because it was slow. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
