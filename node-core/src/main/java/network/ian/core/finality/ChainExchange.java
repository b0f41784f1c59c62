package network.ian.core.finality;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * Anchor proofs as peers exchange them: headers of a goal's chain, with the goal's anchors in them. What a page says is the
 * bridge's business alone; peers carry it. Thread-safe; verification has a thread of its own.
 */
public interface ChainExchange {

    /** Most hashes of a locator. */
    int LOCATOR_HASHES = 32;

    /** Most bytes of a page. */
    int PAGE_BYTES = 64 * 1024;

    /**
     * The last block of the best verified chain.
     *
     * @param height its number, 0 or more
     */
    record Tip(long height, Hash hash) {}

    /** What became of a page. */
    enum Taken {
        /** It said something new, and all of it is true. */
        NEW,
        /** It said nothing new. */
        KNOWN,
        /** Something in it is false, which whoever sent it had to know. */
        INVALID,
        /** It could not be looked at now, or does not connect to what is known. */
        UNDECIDED
    }

    /** The best verified chain of a goal; empty without an anchor in its spec, or if only block 0 is known. Answers at once. */
    Optional<Tip> tip(Hash topic);

    /** Whether the block stands on any verified chain of the goal. Answers at once. */
    boolean knows(Hash topic, Hash block);

    /** Hashes from the tip back to block 0, ever sparser, at most {@value #LOCATOR_HASHES}; empty without an anchor. */
    List<Hash> locator(Hash topic);

    /**
     * What follows on the best chain after the first hash of {@code locator} that is on it, at most {@link #PAGE_BYTES};
     * empty bytes if nothing follows.
     */
    CompletableFuture<Bytes> after(Hash topic, List<Hash> locator);

    /** Verifies a page and takes over what is new in it. */
    CompletableFuture<Taken> offer(Hash topic, Bytes page);

    /** Has {@code listener} told each topic whose best chain has changed; it must not wait. */
    void onTip(Consumer<Hash> listener);

    /** A node that knows no chain. */
    ChainExchange NONE = new ChainExchange() {
        @Override
        public Optional<Tip> tip(Hash topic) {
            return Optional.empty();
        }

        @Override
        public boolean knows(Hash topic, Hash block) {
            return false;
        }

        @Override
        public List<Hash> locator(Hash topic) {
            return List.of();
        }

        @Override
        public CompletableFuture<Bytes> after(Hash topic, List<Hash> locator) {
            return CompletableFuture.completedFuture(Bytes.EMPTY);
        }

        @Override
        public CompletableFuture<Taken> offer(Hash topic, Bytes page) {
            return CompletableFuture.completedFuture(Taken.UNDECIDED);
        }

        @Override
        public void onTip(Consumer<Hash> listener) {}
    };
}
