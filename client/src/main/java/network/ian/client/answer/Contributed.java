package network.ian.client.answer;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * A node's verdict about a contribution.
 *
 * @param reason one sentence; empty if accepted
 * @param rejectionType a {@link network.ian.core.verdict.Reason}'s name, or one that is newer than this program; empty if accepted
 * @param metrics empty if not evaluated
 * @param logIndex position now; empty if not in the log yet
 * @param score empty if not evaluated
 * @param contributionId for a duplicate, that of the entry there is
 * @param sponsored whether the node signed for an unsigned contribution
 */
public record Contributed(
        boolean accepted,
        Optional<String> reason,
        Optional<String> rejectionType,
        Optional<Metrics> metrics,
        OptionalLong logIndex,
        OptionalDouble score,
        Hash contributionId,
        Hash packHash,
        boolean sponsored) {

    private static final String DUPLICATE = "DUPLICATE";

    /**
     * Whether the goal has it: accepted now, or before. A request that is sent again because its answer was lost, or because the node
     * was busy, may find itself a duplicate.
     */
    public boolean isHeld() {
        return accepted || rejectionType.filter(DUPLICATE::equals).isPresent();
    }

    /** From {@code /api/v1/contribute}. */
    public static Contributed read(Fields in) {
        return new Contributed(
                in.bool("accepted"),
                in.optionalText("reason"),
                in.optionalText("rejection_type"),
                in.optionalChild("metrics").map(Measured::read),
                in.optionalInteger("log_index"),
                in.optionalDecimal("score"),
                in.hash("contribution_id"),
                in.hash("pack_hash"),
                in.bool("sponsored"));
    }
}
