package network.ian.client.answer;

import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;

/**
 * How a node stands towards Tau Net.
 *
 * @param mode {@code none}, {@code watching} or {@code committing}
 * @param address of the Tau node; empty if none is configured
 * @param env what the Tau node calls its network; empty before its first answer
 * @param circuitBreaker CLOSED, HALF_OPEN or OPEN
 * @param problem what is wrong; empty text if nothing is
 */
public record TauState(
        String mode,
        Optional<String> address,
        boolean connected,
        Optional<String> env,
        Optional<Head> head,
        String circuitBreaker,
        Optional<Committer> committer,
        String problem) {

    /** A block of the best verified chain. */
    public record Head(long number, Hash hash) {

        private static Head read(Fields in) {
            return new Head(in.count("number"), in.hash("hash"));
        }
    }

    /**
     * What the committer does.
     *
     * @param detail the state in words
     * @param needsOperator whether it goes on only after an operator did something
     * @param inFlight transactions that are sent and that the best chain does not have
     * @param committed transactions read back from the best chain, since the start
     * @param failed attempts that failed, since the start
     * @param balance in the chain's unit; empty before it was asked for
     * @param nextDueMs when the next round is due at the latest, milliseconds since the epoch
     */
    public record Committer(
            String publicKey,
            String state,
            String detail,
            boolean needsOperator,
            int inFlight,
            long committed,
            long failed,
            OptionalLong balance,
            long nextDueMs) {

        private static Committer read(Fields in) {
            return new Committer(
                    in.text("public_key"),
                    in.text("state"),
                    in.text("detail"),
                    in.bool("needs_operator"),
                    in.smallCount("in_flight"),
                    in.count("committed"),
                    in.count("failed"),
                    in.optionalInteger("balance"),
                    in.integer("next_due_ms"));
        }
    }

    /** From {@code /api/v1/tau}. */
    public static TauState read(Fields in) {
        return new TauState(
                in.text("mode"),
                in.optionalText("address"),
                in.bool("connected"),
                in.optionalText("env"),
                in.optionalChild("head").map(Head::read),
                in.text("circuit_breaker"),
                in.optionalChild("committer").map(Committer::read),
                in.text("problem"));
    }
}
