package network.ian.core.finality;

import java.util.List;
import java.util.Optional;
import network.ian.core.projection.Candidate;
import network.ian.core.state.LastAnchor;

/**
 * What finality knows of a goal when the node opens.
 *
 * @param frozen the log's frozen prefix
 * @param standing what the leaderboard's fold over that prefix keeps; ordinals are positions
 * @param anchor that the prefix ends with; empty if nothing is frozen
 */
public record FoldStart(
        AnchoredGoal goal,
        SegmentStore store,
        List<Segment> frozen,
        List<Candidate> standing,
        Optional<LastAnchor> anchor) {

    public FoldStart {
        frozen = List.copyOf(frozen);
    }
}
