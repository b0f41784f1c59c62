package network.ian.client.answer;

import java.util.Optional;
import network.ian.core.contribution.AgentPack;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * The pack at rank 1.
 *
 * @param pack empty if the body was dropped
 */
public record ActivePolicy(
        Hash packHash,
        Hash contributionId,
        String contributorId,
        double score,
        Metrics metrics,
        Optional<AgentPack> pack) {

    /** From {@code /api/v1/policy/{goal_id}}; empty while nothing is ranked. */
    public static Optional<ActivePolicy> readActive(Fields in) {
        return in.optionalChild("active_policy").map(ActivePolicy::read);
    }

    private static ActivePolicy read(Fields in) {
        return new ActivePolicy(
                in.hash("pack_hash"),
                in.hash("contribution_id"),
                in.text("contributor_id"),
                in.decimal("score"),
                Measured.read(in.child("metrics")),
                in.optionalChild("agent_pack").map(Packs::read));
    }
}
