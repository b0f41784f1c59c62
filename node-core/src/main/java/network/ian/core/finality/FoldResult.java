package network.ian.core.finality;

import java.util.List;
import network.ian.core.finality.AnchorStanding.State;
import network.ian.core.view.Finality;

/**
 * What readers get to know of a goal's anchors.
 *
 * @param unsettled anchors on the chain that do not count yet
 * @param standings of the settled ones, in the chain's order
 * @param pendingSince when the pending ones among them were first told, in the ticker's nanoseconds
 */
record FoldResult(Finality.Source source, int unsettled, List<AnchorStanding> standings, List<Long> pendingSince) {

    /** How long an anchor may be pending before somebody should look. */
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    int pending() {
        return unsettled + pendingSince.size();
    }

    boolean waits() {
        return !pendingSince.isEmpty();
    }

    int disagreements(long nowNanos) {
        long ignored = standings.stream()
                .filter(standing -> standing.state() == State.CONTRADICTS || standing.state() == State.INADMISSIBLE)
                .count();
        return (int) (ignored
                + pendingSince.stream().filter(since -> isLate(since, nowNanos)).count());
    }

    static boolean isLate(long sinceNanos, long nowNanos) {
        return nowNanos - sinceNanos > PATIENCE_NANOS;
    }
}
