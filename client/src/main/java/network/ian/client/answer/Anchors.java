package network.ian.client.answer;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * A goal's anchors on the best verified chain, in the chain's order.
 *
 * @param committer BLS key whose anchors count; empty for a goal that is never anchored
 * @param total all there are, of which {@code anchors} may be a part
 */
public record Anchors(
        String goalId, Hash topic, Optional<Bytes> committer, Finality finality, long total, List<Anchor> anchors) {

    private static final int MOST = 1_000;

    /**
     * One anchor.
     *
     * @param size entries of the prefix that it settles
     * @param blockTime seconds since the epoch, as the block says
     * @param confirmations blocks from the anchor's own to the best one, both included
     * @param state UNSETTLED, FROZEN, PENDING, CONTRADICTS or INADMISSIBLE
     * @param detail why it is not frozen
     */
    public record Anchor(
            long sequence,
            long size,
            Hash logRoot,
            Hash leaderboardRoot,
            long blockNumber,
            Hash blockHash,
            long blockTime,
            long confirmations,
            boolean settled,
            String state,
            String detail) {

        private static Anchor read(Fields in) {
            return new Anchor(
                    in.count("sequence"),
                    in.count("size"),
                    in.hash("log_root"),
                    in.hash("leaderboard_root"),
                    in.count("block_number"),
                    in.hash("block_hash"),
                    in.integer("block_time"),
                    in.count("confirmations"),
                    in.bool("settled"),
                    in.text("state"),
                    in.text("detail"));
        }
    }

    /** From {@code /api/v1/anchors/{goal_id}}. */
    public static Anchors read(Fields in) {
        return new Anchors(
                in.text("goal_id"),
                in.hash("topic"),
                in.has("committer") ? Optional.of(in.hex("committer")) : Optional.empty(),
                Finality.read(in.child("finality")),
                in.count("total"),
                in.list("anchors", MOST, Anchor::read));
    }
}
