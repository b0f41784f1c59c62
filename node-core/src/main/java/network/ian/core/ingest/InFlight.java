package network.ian.core.ingest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.JsonLimits;
import network.ian.core.contribution.AgentPack;

/** Bounds what is being decided at one time, in contributions and in bytes. Thread-safe. */
public final class InFlight {

    private static final int TREE_BYTES_PER_BYTE = 32;

    private final int maxContributions;
    private final long maxBytes;
    private final Optional<InFlight> whole;
    private final AtomicInteger contributions = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    public InFlight(int maxContributions, long maxBytes) {
        this(maxContributions, maxBytes, Optional.empty());
    }

    private InFlight(int maxContributions, long maxBytes, Optional<InFlight> whole) {
        this.maxContributions = maxContributions;
        this.maxBytes = maxBytes;
        this.whole = whole;
    }

    /** A share of this room: what enters it enters here too, and it can never fill more than its own bounds. */
    public InFlight share(int contributionsAtMost, long bytesAtMost) {
        return new InFlight(contributionsAtMost, bytesAtMost, Optional.of(this));
    }

    /**
     * Bytes that a pack holds in memory while it is decided, an upper bound: its encoding, its parts beside that, and its
     * metadata as a tree, in which an empty object of three bytes is one of ninety.
     */
    public static int weight(AgentPack pack, int encodedBytes) {
        int opaque = pack.parameters().size();
        for (Bytes proof : pack.proofs().values()) {
            opaque += proof.size();
        }
        return 2 * encodedBytes + TREE_BYTES_PER_BYTE * (encodedBytes - opaque);
    }

    /** As {@link #weight(AgentPack, int)}, for an encoded pack that nobody has decoded yet: its metadata is what may grow. */
    public static int weight(int encodedBytes) {
        return 2 * encodedBytes + TREE_BYTES_PER_BYTE * Math.min(encodedBytes, JsonLimits.METADATA.maxBytes());
    }

    /** Whether there is room; if so it is taken until {@link #leave} with the same size. */
    public boolean tryEnter(int size) {
        if (!enter(size)) {
            return false;
        }
        if (whole.map(outer -> outer.tryEnter(size)).orElse(true)) {
            return true;
        }
        exit(size);
        return false;
    }

    /** Whether {@link #tryEnter} would find room now. */
    public boolean fits(int size) {
        return contributions.get() < maxContributions
                && bytes.get() + size <= maxBytes
                && whole.map(outer -> outer.fits(size)).orElse(true);
    }

    public void leave(int size) {
        exit(size);
        whole.ifPresent(outer -> outer.leave(size));
    }

    private boolean enter(int size) {
        if (contributions.incrementAndGet() > maxContributions) {
            contributions.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(size) > maxBytes) {
            exit(size);
            return false;
        }
        return true;
    }

    private void exit(int size) {
        bytes.addAndGet(-size);
        contributions.decrementAndGet();
    }

    /** Contributions being decided now. */
    public int contributions() {
        return contributions.get();
    }

    /** Most contributions that are decided at one time. */
    public int capacity() {
        return maxContributions;
    }
}
