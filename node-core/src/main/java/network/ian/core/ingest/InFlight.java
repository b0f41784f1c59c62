package network.ian.core.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what is being decided at one time, in contributions and in bytes. Thread-safe. */
public final class InFlight {

    private final int maxContributions;
    private final long maxBytes;
    private final AtomicInteger contributions = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public InFlight(int maxContributions, long maxBytes) {
        this.maxContributions = maxContributions;
        this.maxBytes = maxBytes;
    }

    /** Whether there is room; if so it is taken until {@link #leave} with the same size. */
    public boolean tryEnter(int size) {
        if (contributions.incrementAndGet() > maxContributions) {
            contributions.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(size) > maxBytes) {
            leave(size);
            return false;
        }
        return true;
    }

    public void leave(int size) {
        bytes.addAndGet(-size);
        contributions.decrementAndGet();
    }

    /** Contributions being decided now. */
    public int contributions() {
        return contributions.get();
    }
}
