package network.ian.core.projection;

import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * An entry of the log as the leaderboard sees it.
 *
 * @param ordinal its number in the log
 * @param id contribution id
 * @param timestampMs milliseconds since the epoch
 * @param packHash hash of the body
 * @param contributorId 1 to 128 characters
 * @param metrics what the evaluation measured
 * @param score the goal's weighted sum of {@code metrics}, so equal metrics have equal scores; finite, not -0.0
 */
public record Candidate(
        int ordinal, Hash id, long timestampMs, Hash packHash, String contributorId, Metrics metrics, double score) {}
