package network.ian.p2p.score;

import java.time.Duration;

/**
 * What an operator may set.
 *
 * @param budgetFactor multiplies every budget of messages and bytes, above 0
 * @param banTime how long a ban lasts that a fault brings
 * @param capacity most peers whose scores are held
 */
public record ScoreSettings(double budgetFactor, Duration banTime, int capacity) {

    /** As many entries as fit into the largest {@code peer_scores.json} that is read. */
    public static final int MOST_PEERS = 50_000;

    public static final ScoreSettings DEFAULT = new ScoreSettings(1, Thresholds.BAN_TIME, MOST_PEERS);
}
