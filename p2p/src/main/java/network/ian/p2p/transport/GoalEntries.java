package network.ian.p2p.transport;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.node.Goal;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;

/** A goal's log as the protocol reads it. For the protocol's thread. */
final class GoalEntries implements Supplier<EntrySource> {

    private final Goal goal;
    private Source last;

    private GoalEntries(Goal goal) {
        this.goal = goal;
    }

    /** The reconciled set of a goal that is served. */
    static GoalSet setOf(Goal goal) {
        return new GoalSet(
                goal.spec().topic(),
                goal.spec().goalId(),
                goal.spec().limits().maxPackBytes(),
                new GoalEntries(goal),
                () -> goal.health().takesContributions());
    }

    @Override
    public EntrySource get() {
        LogView now = goal.view().orElseThrow().log();
        if (last == null || last.log != now) {
            last = new Source(now);
        }
        return last;
    }

    private record Source(LogView log) implements EntrySource {

        @Override
        public int entryCount() {
            return log.entryCount();
        }

        @Override
        public long timestampOf(int ordinal) {
            return log.timestampOf(ordinal);
        }

        @Override
        public Hash idOf(int ordinal) {
            return log.idOf(ordinal);
        }

        @Override
        public OptionalInt ordinalOf(Hash id) {
            return log.ordinalOf(id);
        }

        @Override
        public int logSize() {
            return log.size();
        }

        @Override
        public Hash rootAt(int size) {
            return log.rootAt(size);
        }

        @Override
        public int frozenSize() {
            return log.frozenSize();
        }

        @Override
        public Hash frozenIdAt(int position) {
            return log.idAt(Objects.checkIndex(position, log.frozenSize()));
        }
    }
}
