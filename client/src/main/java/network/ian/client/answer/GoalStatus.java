package network.ian.client.answer;

import java.util.Optional;
import network.ian.core.crypto.Hash;

/**
 * A goal's state.
 *
 * @param logSize entries that have a place in the log
 * @param acceptedContributions entries, with those that wait for a merge
 * @param rejectedContributions answers with {@code accepted:false} since the start
 * @param activePolicyHash pack hash at rank 1; empty while nothing is ranked
 * @param consensusState ISOLATED, SYNCING, SYNCHRONIZED or DIVERGED
 * @param syncLag entries that the best peers advertise and the node lacks
 */
public record GoalStatus(
        String goalId,
        Hash topic,
        long logSize,
        long leaderboardSize,
        long totalContributions,
        long acceptedContributions,
        long rejectedContributions,
        Hash logRoot,
        Hash leaderboardRoot,
        Optional<Hash> activePolicyHash,
        String consensusState,
        long syncLag,
        int peerCount,
        Finality finality) {

    /** From {@code /api/v1/status/{goal_id}}. */
    public static GoalStatus read(Fields in) {
        return new GoalStatus(
                in.text("goal_id"),
                in.hash("topic"),
                in.count("log_size"),
                in.count("leaderboard_size"),
                in.count("total_contributions"),
                in.count("accepted_contributions"),
                in.count("rejected_contributions"),
                in.hash("log_root"),
                in.hash("leaderboard_root"),
                in.optionalHash("active_policy_hash"),
                in.text("consensus_state"),
                in.count("sync_lag"),
                in.smallCount("peer_count"),
                Finality.read(in.child("finality")));
    }
}
