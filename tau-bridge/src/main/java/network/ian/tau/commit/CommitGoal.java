package network.ian.tau.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.AnchorSpec;
import network.ian.core.goal.GoalSpec;
import network.ian.tau.bls.BlsPublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A goal whose log this node's key anchors. */
public record CommitGoal(String goalId, Hash topic, AnchorSpec anchor) {

    private static final Logger LOG = LoggerFactory.getLogger(CommitGoal.class);

    /**
     * The goals that {@code key} anchors, in order. No network is named in what is signed, so a key serves one network only:
     * goals with another block 0 than the first are left out, with an error in the log.
     */
    public static List<CommitGoal> anchoredBy(BlsPublicKey key, Collection<GoalSpec> specs) {
        List<CommitGoal> goals = new ArrayList<>();
        specs.forEach(spec -> beside(goals, key, spec).ifPresent(goals::add));
        return List.copyOf(goals);
    }

    /** What {@code key} anchors of one more goal, beside those that it anchors already; empty if it does not, or cannot. */
    public static Optional<CommitGoal> beside(List<CommitGoal> others, BlsPublicKey key, GoalSpec spec) {
        AnchorSpec anchor = spec.anchor().orElse(null);
        if (anchor == null || !anchor.committer().equals(key.bytes())) {
            return Optional.empty();
        }
        if (others.isEmpty() || others.get(0).anchor().block0().equals(anchor.block0())) {
            return Optional.of(new CommitGoal(spec.goalId(), spec.topic(), anchor));
        }
        LOG.error(
                "Goal {} is not anchored: its chain is not that of goal {}, and one key serves one network",
                spec.goalId(),
                others.get(0).goalId());
        return Optional.empty();
    }
}
