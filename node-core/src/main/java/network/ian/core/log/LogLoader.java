package network.ian.core.log;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;

/** Builds a log at once from everything the journal has: entries are sorted once and the tree is built once. */
public final class LogLoader {

    private final EntryColumns columns = new EntryColumns();
    private final IdIndex index;

    public LogLoader(IdSalt salt) {
        this.index = new IdIndex(salt);
    }

    /** Adds an entry in order of arrival; false if its id is known, which changes nothing. */
    public boolean add(Hash id, long timestampMs, long locator) {
        if (timestampMs < 0) {
            throw new IllegalArgumentException("timestamp_ms is negative: " + timestampMs);
        }
        if (index.find(id, columns.ids(), columns.size()) >= 0) {
            return false;
        }
        index.put(columns.append(id, timestampMs, locator), columns.ids());
        return true;
    }

    /** Ordinal of an entry added so far. */
    public OptionalInt ordinalOf(Hash id) {
        int ordinal = index.find(id, columns.ids(), columns.size());
        return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
    }

    /** The order by key of what was added so far; as long as nothing is frozen, the canonical one. */
    public CanonicalOrder keyOrder() {
        return columns::compareKeys;
    }

    /**
     * The log with everything added, nothing pending. The loader must not be used afterwards.
     *
     * @param frozenSegments as for {@link GoalLog#refreeze}
     */
    public GoalLog finish(List<int[]> frozenSegments) {
        return finish(frozenSegments, GoalLog.DEEPEST_DIRECT);
    }

    GoalLog finish(List<int[]> frozenSegments, int deepestDirect) {
        FrozenPrefix frozen = FrozenPrefix.of(GoalLog.concatenated(frozenSegments), columns.size());
        int[] byKey = KeyOrder.sortAll(columns);
        int[] order = frozen.size() == 0 ? byKey : frozenFirst(frozen, byKey);
        return new GoalLog(columns, index, CanonicalSequence.build(order, columns), frozen, deepestDirect);
    }

    private static int[] frozenFirst(FrozenPrefix frozen, int[] byKey) {
        IntStream first = IntStream.range(0, frozen.size()).map(frozen::ordinalAt);
        IntStream rest = IntStream.of(byKey).filter(ordinal -> !frozen.contains(ordinal));
        return IntStream.concat(first, rest).toArray();
    }
}
