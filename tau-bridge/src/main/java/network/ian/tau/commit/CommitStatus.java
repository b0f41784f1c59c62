package network.ian.tau.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;

/**
 * What the committer is about, for people and metrics.
 *
 * @param committer public key, hex
 * @param detail the state in words; safe to log
 * @param goals the last anchor of each goal that has one
 * @param inFlight the first transaction that the best chain does not have
 * @param nextDue when the next round of proposals is due at the latest
 * @param balance of the committer's account when it was last asked
 * @param lastError what went wrong last, in words; stays when things go well again
 * @param kept transactions in the outbox
 */
public record CommitStatus(
        String committer,
        CommitState state,
        String detail,
        List<LastAnchor> goals,
        Optional<InFlight> inFlight,
        Instant nextDue,
        OptionalLong balance,
        Optional<LastError> lastError,
        int kept) {

    /**
     * A goal's newest anchor that this committer has signed.
     *
     * @param standing on the chain, in words: {@code sent}, {@code confirmed} or {@code settled}
     */
    public record LastAnchor(String goalId, Hash topic, long sequence, int size, Hash logRoot, String standing) {}

    /**
     * A transaction on its way.
     *
     * @param since when it was signed first
     * @param attempts how often it was sent by this process
     */
    public record InFlight(long sequence, Hash hash, Instant since, int attempts) {}

    /** An error; {@code text} is safe to log. */
    public record LastError(Instant at, String text) {}

    public CommitStatus {
        goals = List.copyOf(goals);
    }
}
