package network.ian.tau.commit;

import java.time.Duration;

/**
 * What an operator decides about anchoring.
 *
 * @param production a node of a test environment ({@code env=test}) is refused
 * @param interval between two rounds of proposals, 1 s or more
 * @param contributions entries that are new since the last anchor and call for a round of their own, 1 or more
 * @param expiry how long a transaction may wait for its block, 10 minutes or more
 * @param feeLimit most that a transaction may cost at first, in the chain's unit
 * @param feeCap how far that is raised when a node asks for more, at least {@code feeLimit}
 */
public record CommitSettings(
        boolean production, Duration interval, int contributions, Duration expiry, long feeLimit, long feeCap) {

    /** Every 300 s or 100 contributions, expiry 24 h, a fee of at most 100, raised to 1,000 at most. */
    public static final CommitSettings DEFAULTS =
            new CommitSettings(true, Duration.ofMinutes(5), 100, Duration.ofDays(1), 100, 1_000);

    public CommitSettings {
        if (interval.compareTo(Duration.ofSeconds(1)) < 0
                || contributions < 1
                || expiry.compareTo(Duration.ofMinutes(10)) < 0
                || feeLimit < 1
                || feeCap < feeLimit) {
            throw new IllegalArgumentException("out of range: " + interval + ", " + contributions
                    + " contributions, expiry " + expiry + ", fee " + feeLimit + " to " + feeCap);
        }
    }
}
