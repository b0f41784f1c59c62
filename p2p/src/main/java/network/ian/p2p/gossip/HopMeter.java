package network.ian.p2p.gossip;

import java.util.OptionalInt;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Surroundings;

/**
 * Tells how long a hop takes: the age of a pushed contribution over the hops it passed. Its date is known once the goal's set
 * was refreshed, before or after the end of the judgement is told.
 */
final class HopMeter {

    private static final long NANOS_PER_MS = 1_000_000;

    private final GoalSet goal;
    private final Surroundings around;
    private final RecentEntries recent;

    HopMeter(GoalSet goal, Surroundings around, RecentEntries recent) {
        this.goal = goal;
        this.around = around;
        this.recent = recent;
    }

    /** @param hops 1 or more */
    void admitted(Hash id, int hops) {
        EntrySource source = goal.source();
        OptionalInt ordinal = source.ordinalOf(id);
        if (ordinal.isPresent() && ordinal.getAsInt() < goal.size()) {
            tell(source.timestampOf(ordinal.getAsInt()), hops);
        }
    }

    void grown(int firstOrdinal) {
        EntrySource source = goal.source();
        for (int ordinal = firstOrdinal; ordinal < goal.size(); ordinal++) {
            RecentEntries.Kept kept = recent.find(source.idOf(ordinal));
            if (kept != null && kept.hops() > 0) {
                tell(source.timestampOf(ordinal), kept.hops());
            }
        }
    }

    private void tell(long timestampMs, int hops) {
        long age = Math.max(0, around.clock().millis() - timestampMs);
        around.telemetry().hop(age * NANOS_PER_MS / hops);
    }
}
