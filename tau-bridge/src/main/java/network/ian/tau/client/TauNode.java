package network.ian.tau.client;

import java.io.IOException;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.transaction.TauTransaction;

/**
 * A Tau Net node as the bridge asks it. Blocking, for a thread of its own; every call ends within its time-out. Nothing an
 * answer says is believed but what is verified by signatures.
 */
public interface TauNode extends AutoCloseable {

    /** Who answers: {@code version}, {@code env}, {@code node} of {@code hello}. */
    record Hello(int version, String env, String node) {}

    /** Where the chain's head is said to be. */
    record Head(long number, Hash hash) {}

    /**
     * What the node says of a transaction.
     *
     * @param confirmations 0 unless confirmed
     */
    record TransactionStatus(State state, long confirmations) {

        /** The states of {@code gettxstatus}. */
        public enum State {
            QUEUED,
            CONFIRMED,
            EXPIRED,
            EVICTED,
            REJECTED,
            UNKNOWN
        }
    }

    /** Takes the blocks of {@code getblocks} one by one, abandoned forks included, in the node's order. */
    interface BlockSink {

        /** One block; not verified in any way. */
        void block(TauBlock block);
    }

    Hello hello() throws IOException, TauException;

    /** The next sequence number to use, pending transactions counted. */
    long sequence(BlsPublicKey sender) throws IOException, TauException;

    /** In the chain's unit; empty if it is beyond 2^63 - 1, which is enough. */
    OptionalLong balance(BlsPublicKey account) throws IOException, TauException;

    /** Whether the node would take the transaction; costs a token of a slow budget (burst 2, then one every 2 s). */
    void check(TauTransaction transaction) throws IOException, TauException;

    /** Hands a transaction in; returns the hash under which the node keeps it. */
    Hash send(TauTransaction transaction) throws IOException, TauException;

    TransactionStatus status(Hash transaction) throws IOException, TauException;

    Head head() throws IOException, TauException;

    /** Streams every stored block. */
    void blocks(BlockSink sink) throws IOException, TauException;

    /**
     * As {@link #blocks}, but only those of the greatest heights, in rising order, abandoned forks among them. A node that does
     * not know how to do that shows all of them.
     *
     * @param count how many, 1 or more
     */
    default void recentBlocks(int count, BlockSink sink) throws IOException, TauException {
        blocks(sink);
    }

    /** Ends the call that another thread has under way, with an exception there. Does nothing where there is none. */
    default void cut() {}

    @Override
    void close();
}
