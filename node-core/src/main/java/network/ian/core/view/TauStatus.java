package network.ian.core.view;

import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;

/**
 * How a node stands towards Tau Net.
 *
 * @param address of the Tau node that is asked; empty if none is configured
 * @param connected whether the last call got an answer
 * @param env what the Tau node calls its network, printable; empty before the first answer
 * @param head the best verified block; empty while only block 0 is known or no goal has an anchor
 * @param breaker towards that node; closed if none is configured
 * @param commits what the committer does; empty for a node that only watches
 * @param problem what is wrong, in words; empty if nothing is
 */
public record TauStatus(
        Optional<HostPort> address,
        boolean connected,
        Optional<String> env,
        Optional<Head> head,
        Breaker breaker,
        Optional<Commits> commits,
        Optional<String> problem) {

    /** A node without Tau Net: what it knows of anchors comes from peers. */
    public static final TauStatus NONE = new TauStatus(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Breaker.CLOSED,
            Optional.empty(),
            Optional.empty());

    /** A block. */
    public record Head(long number, Hash hash) {}

    /** States of the circuit breaker: whether the Tau node is asked at all. */
    public enum Breaker {
        /** Every call is made. */
        CLOSED(0),
        /** A few calls are made to find out how the node is. */
        HALF_OPEN(1),
        /** No call is made. */
        OPEN(2);

        private final int gauge;

        Breaker(int gauge) {
            this.gauge = gauge;
        }

        /** The value of the metric {@code ian_circuit_breaker_state}: 0 closed, 1 half-open, 2 open. */
        public int gauge() {
            return gauge;
        }
    }

    /**
     * The committer.
     *
     * @param publicKey its BLS key, 96 hex digits
     * @param state what it does now, in a word
     * @param detail the state in words, printable
     * @param needsOperator whether it goes on only after an operator did something
     * @param inFlight transactions that are sent and that the best chain does not have
     * @param committed transactions that were read back from the best chain, since the start
     * @param failed attempts that failed, since the start
     * @param balance of the account, in the chain's unit; empty before it was asked for
     * @param nextDueMs when the next round is due at the latest, milliseconds since the epoch
     */
    public record Commits(
            String publicKey,
            String state,
            String detail,
            boolean needsOperator,
            int inFlight,
            long committed,
            long failed,
            OptionalLong balance,
            long nextDueMs) {}
}
