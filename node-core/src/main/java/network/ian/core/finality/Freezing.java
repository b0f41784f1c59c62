package network.ian.core.finality;

import java.util.List;
import java.util.Optional;
import network.ian.core.log.LogView;
import network.ian.core.projection.Candidate;
import network.ian.core.state.LastAnchor;

/** A change of a goal's frozen prefix. */
public final class Freezing {

    private final int keep;
    private final int[] more;
    private final Optional<LastAnchor> anchor;
    private final Optional<Ranking> ranking;

    /**
     * The leaderboard's fold over the order that the new prefix makes.
     *
     * @param over what was folded: all entries in its order, and those of the new prefix
     * @param standing what remained
     */
    public record Ranking(LogView over, List<Candidate> standing) {}

    /**
     * A change.
     *
     * @param keep entries of the present frozen prefix that stay
     * @param more ordinals that follow them; taken over
     * @param anchor that the new prefix ends with; empty if it is empty
     * @param ranking needed only where the order of entries changes
     */
    Freezing(int keep, int[] more, Optional<LastAnchor> anchor, Optional<Ranking> ranking) {
        this.keep = keep;
        this.more = more;
        this.anchor = anchor;
        this.ranking = ranking;
    }

    public int keep() {
        return keep;
    }

    /** Ordinals; the caller must not write to them. */
    public int[] more() {
        return more;
    }

    public Optional<LastAnchor> anchor() {
        return anchor;
    }

    public Optional<Ranking> ranking() {
        return ranking;
    }
}
