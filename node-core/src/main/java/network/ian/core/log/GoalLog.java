package network.ian.core.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.ian.core.column.IntColumn;
import network.ian.core.log.AddResult.Added;
import network.ian.core.log.AddResult.Outcome;

/**
 * The canonical log of a goal: a set of entries that only grows, in an order that does not depend on their arrival. The
 * frozen prefix stands first; the rest is ordered by (timestamp_ms, contribution id).
 *
 * <p>One thread owns it and calls everything here; {@link #view} is what it publishes to others. An entry that would
 * land more than {@value #DEEPEST_DIRECT} positions before the end waits as <em>pending</em> for a merge that runs
 * elsewhere: {@link #startMerge}, then {@link MergeTask#call} on another thread, then {@link #finishMerge}.
 */
public final class GoalLog {

    /** How far before the end an entry may land and still be merged at once. */
    public static final int DEEPEST_DIRECT = 4_096;

    private final EntryColumns columns;
    private final IdIndex index;
    private final int deepestDirect;
    private CanonicalSequence sequence;
    private FrozenPrefix frozen;
    private IntColumn pending = new IntColumn();
    private MergeTask merge;
    private LogView view;

    /** An empty log. */
    public GoalLog(IdSalt salt) {
        this(new EntryColumns(), new IdIndex(salt), new CanonicalSequence(), FrozenPrefix.NONE, DEEPEST_DIRECT);
    }

    GoalLog(EntryColumns columns, IdIndex index, CanonicalSequence sequence, FrozenPrefix frozen, int deepestDirect) {
        this.columns = columns;
        this.index = index;
        this.sequence = sequence;
        this.frozen = frozen;
        this.deepestDirect = deepestDirect;
    }

    /** Adds a batch; entries known already, also from earlier in the batch, change nothing. */
    public AddResult add(List<Entry> batch) {
        List<Added> added = new ArrayList<>(batch.size());
        int[] placed = new int[batch.size()];
        int placedCount = 0;
        for (Entry entry : batch) {
            Added outcome = enter(entry);
            added.add(outcome);
            if (outcome.outcome() == Outcome.PLACED) {
                placed[placedCount++] = outcome.ordinal();
            }
        }
        return new AddResult(added, place(Arrays.copyOf(placed, placedCount)));
    }

    /** Entries that wait for a merge. */
    public int pendingCount() {
        return pending.size();
    }

    /** Entries in the canonical order. */
    public int size() {
        return sequence.size();
    }

    /**
     * Begins to merge what is pending now; empty if nothing is.
     *
     * @throws IllegalStateException if a merge has begun and neither finished nor been given up
     */
    public Optional<MergeTask> startMerge() {
        if (merge != null) {
            throw new IllegalStateException("one merge at a time");
        }
        if (pending.size() == 0) {
            return Optional.empty();
        }
        merge = new MergeTask(sequence.view(), columns.snapshot(), frozen.size(), pending.toArray(0, pending.size()));
        return Optional.of(merge);
    }

    /**
     * Takes over the result of a merge, with what arrived since it began. A result that came to nothing because the merge
     * was given up, or the order was frozen anew since, is dropped: its entries are still pending or were placed by then.
     */
    public LogChange finishMerge(MergeTask.Merged merged) {
        int sizeBefore = size();
        if (merged.task() != merge) {
            return LogChange.none(sizeBefore);
        }
        int mergedCount = merge.pendingCount();
        int[] stillPending = pending.toArray(mergedCount, pending.size());
        int[] arrived = placedSince(merge.entryCount(), stillPending);
        KeyOrder.sort(arrived, columns);
        sequence = merged.sequence();
        sequence.insert(frozen.size(), arrived, columns);
        pending = columnOf(stillPending);
        merge = null;
        view = null;
        int lowest = sequence.landing(frozen.size(), merged.sorted()[0], columns);
        return new LogChange(lowest, sizeBefore, size(), boxed(merged.sorted()));
    }

    /** Gives up the merge that has begun, if any: its entries stay pending, its result will be dropped. */
    public void abandonMerge() {
        merge = null;
    }

    /**
     * Replaces the frozen prefix. Entries that are no longer frozen go back to their place by key; pending ones that
     * become frozen are placed. Costs time in proportion to the log, and hashing from the first position that changes.
     *
     * @param segments ordinals in their settled order, segment after segment; none thaws everything
     * @throws IllegalArgumentException if an ordinal is unknown or occurs twice; nothing has changed then
     */
    public LogChange refreeze(List<int[]> segments) {
        return refreeze(FrozenPrefix.of(concatenated(segments), columns.size()));
    }

    private LogChange refreeze(FrozenPrefix newFrozen) {
        int sizeBefore = size();
        int[] waiting = pending.toArray(0, pending.size());
        int[] placed = Arrays.stream(waiting).filter(newFrozen::contains).toArray();
        int[] order = refrozenOrder(newFrozen);
        int lowest = 0;
        while (lowest < sizeBefore && sequence.ordinalAt(lowest) == order[lowest]) {
            lowest++;
        }
        sequence.replaceFrom(lowest, order, lowest, columns);
        frozen = newFrozen;
        pending = columnOf(
                Arrays.stream(waiting).filter(o -> !newFrozen.contains(o)).toArray());
        merge = null;
        view = null;
        List<Integer> placedInOrder = boxed(placed);
        placedInOrder.sort(canonicalOrder()::compare);
        return new LogChange(lowest, sizeBefore, size(), placedInOrder);
    }

    /**
     * Replaces the frozen prefix where that changes no order, which costs time in proportion to what is frozen or thawed, and
     * hashes nothing. Otherwise changes nothing.
     *
     * @param keep entries of the present frozen prefix that stay frozen
     * @param more ordinals that follow them
     * @return whether it was done
     * @throws IllegalArgumentException if {@code keep} is more than is frozen
     */
    public boolean refreezeInPlace(int keep, int[] more) {
        if (keep < 0 || keep > frozen.size()) {
            throw new IllegalArgumentException("keep " + keep + " of " + frozen.size() + " frozen entries");
        }
        if (!standsInPlace(keep, more)) {
            return false;
        }
        frozen = frozen.changed(keep, more);
        merge = null;
        view = null;
        return true;
    }

    /** As {@link #refreeze(List)}, for a prefix that begins with {@code keep} entries of the present one. */
    public LogChange refreeze(int keep, int[] more) {
        int[] kept = IntStream.range(0, keep).map(frozen::ordinalAt).toArray();
        return refreeze(List.of(kept, more));
    }

    private boolean standsInPlace(int keep, int[] more) {
        int end = keep + more.length;
        if (end > size()) {
            return false;
        }
        for (int i = 0; i < more.length; i++) {
            if (sequence.ordinalAt(keep + i) != more[i]) {
                return false;
            }
        }
        // What thaws must stand where its key puts it.
        int last = Math.min(frozen.size(), size() - 1);
        for (int position = end; position < last; position++) {
            if (columns.compareKeys(sequence.ordinalAt(position), sequence.ordinalAt(position + 1)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The log as it is now; immutable, for any thread. */
    public LogView view() {
        if (view == null) {
            view = new LogView(columns.snapshot(), sequence.view(), frozen, index, pending.snapshot());
        }
        return view;
    }

    /** The canonical order as it is whenever it is asked, for the owner's thread; pending entries are ordered by key. */
    public CanonicalOrder canonicalOrder() {
        return this::compareCanonically;
    }

    /** Bytes of the arrays held, without those that only older views or a running merge hold. */
    public long memoryBytes() {
        return columns.memoryBytes()
                + index.memoryBytes()
                + sequence.memoryBytes()
                + frozen.memoryBytes()
                + pending.memoryBytes();
    }

    private Added enter(Entry entry) {
        int known = index.find(entry.id(), columns.ids(), columns.size());
        if (known >= 0) {
            return new Added(known, Outcome.KNOWN);
        }
        int ordinal = columns.append(entry.id(), entry.timestampMs(), entry.locator());
        index.put(ordinal, columns.ids());
        view = null;
        if (!landsDeep(ordinal)) {
            return new Added(ordinal, Outcome.PLACED);
        }
        pending.append(ordinal);
        return new Added(ordinal, Outcome.PENDING);
    }

    private boolean landsDeep(int ordinal) {
        int deepest = sequence.size() - deepestDirect;
        return deepest > frozen.size() && columns.compareKeys(ordinal, sequence.ordinalAt(deepest - 1)) < 0;
    }

    private LogChange place(int[] ordinals) {
        int sizeBefore = size();
        KeyOrder.sort(ordinals, columns);
        int lowest = sequence.insert(frozen.size(), ordinals, columns);
        return new LogChange(lowest, sizeBefore, size(), boxed(ordinals));
    }

    /** Ordinals from {@code first} on that are in the order; {@code stillPending} ascends. */
    private int[] placedSince(int first, int[] stillPending) {
        return IntStream.range(first, columns.size())
                .filter(ordinal -> Arrays.binarySearch(stillPending, ordinal) < 0)
                .toArray();
    }

    private int[] refrozenOrder(FrozenPrefix newFrozen) {
        // What was in key order stays so; only what thaws needs sorting.
        int[] thawed = IntStream.range(0, frozen.size())
                .map(frozen::ordinalAt)
                .filter(ordinal -> !newFrozen.contains(ordinal))
                .toArray();
        KeyOrder.sort(thawed, columns);
        int[] rest = IntStream.range(frozen.size(), size())
                .map(sequence::ordinalAt)
                .filter(ordinal -> !newFrozen.contains(ordinal))
                .toArray();
        int[] tail = KeyOrder.merge(thawed, rest, columns);
        int[] order = new int[newFrozen.size() + tail.length];
        for (int position = 0; position < newFrozen.size(); position++) {
            order[position] = newFrozen.ordinalAt(position);
        }
        System.arraycopy(tail, 0, order, newFrozen.size(), tail.length);
        return order;
    }

    private int compareCanonically(int a, int b) {
        return frozen.compare(a, b, columns::compareKeys);
    }

    static int[] concatenated(List<int[]> segments) {
        return segments.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private static IntColumn columnOf(int[] values) {
        IntColumn column = new IntColumn();
        column.append(values, 0, values.length);
        return column;
    }

    private static List<Integer> boxed(int[] values) {
        List<Integer> boxed = new ArrayList<>(values.length);
        for (int value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
