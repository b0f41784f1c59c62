package network.ian.core.log;

import java.util.OptionalInt;
import java.util.OptionalLong;
import network.ian.core.column.IntColumn;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.ConsistencyProof;
import network.ian.core.merkle.InclusionProof;

/**
 * The log at one moment. Immutable: any thread that got it through a happens-before edge may ask it, without a lock, for
 * as long as it likes. Methods that take a position throw {@link IndexOutOfBoundsException} unless it is below {@link
 * #size}.
 */
public final class LogView {

    private final EntryColumns columns;
    private final CanonicalSequence.View sequence;
    private final FrozenPrefix frozen;
    private final IdIndex index;
    private final IntColumn pending;

    LogView(
            EntryColumns columns,
            CanonicalSequence.View sequence,
            FrozenPrefix frozen,
            IdIndex index,
            IntColumn pending) {
        this.columns = columns;
        this.sequence = sequence;
        this.frozen = frozen;
        this.index = index;
        this.pending = pending;
    }

    /** Entries in the canonical order, which are the leaves of the tree. */
    public int size() {
        return sequence.order().size();
    }

    /** Entries of the log with those that wait for a merge; ordinals are below this. */
    public int entryCount() {
        return columns.size();
    }

    /** Entries at the front whose order is settled. */
    public int frozenSize() {
        return frozen.size();
    }

    /** Ordinals of the entries that wait for a merge, ascending. */
    public int[] pending() {
        return pending.toArray(0, pending.size());
    }

    /** Compares two entries by (timestamp_ms, contribution id), given by their ordinals. */
    public int compareKeys(int a, int b) {
        return columns.compareKeys(a, b);
    }

    public Hash root() {
        return sequence.tree().root();
    }

    /**
     * Root of the first {@code treeSize} entries.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= treeSize <= size()}
     */
    public Hash rootAt(int treeSize) {
        return sequence.tree().root(treeSize);
    }

    public Hash idAt(int position) {
        return columns.ids().get(ordinalAt(position));
    }

    /** Milliseconds since the epoch. */
    public long timestampAt(int position) {
        return columns.timestamps().get(ordinalAt(position));
    }

    /** Journal position of the record. */
    public long locatorAt(int position) {
        return columns.locators().get(ordinalAt(position));
    }

    /** Id of an entry, placed or pending, by its ordinal, which is its place in order of arrival. */
    public Hash idOf(int ordinal) {
        return columns.ids().get(ordinal);
    }

    /** Milliseconds since the epoch, of an entry by its ordinal. */
    public long timestampOf(int ordinal) {
        return columns.timestamps().get(ordinal);
    }

    public int ordinalAt(int position) {
        return sequence.order().get(position);
    }

    /** Position of an entry by id; empty if it is unknown or pending. */
    public OptionalInt positionOf(Hash id) {
        int ordinal = find(id);
        return ordinal < 0 ? OptionalInt.empty() : positionOf(ordinal);
    }

    /**
     * Position of an entry by ordinal; empty if it is pending.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= ordinal < entryCount()}
     */
    public OptionalInt positionOf(int ordinal) {
        int settled = frozen.positionOf(ordinal);
        if (settled >= 0) {
            return OptionalInt.of(settled);
        }
        int position = CanonicalSequence.landing(sequence.order(), frozen.size(), ordinal, columns);
        boolean found = position < size() && ordinalAt(position) == ordinal;
        return found ? OptionalInt.of(position) : OptionalInt.empty();
    }

    /** Ordinal of an entry, placed or pending. */
    public OptionalInt ordinalOf(Hash id) {
        int ordinal = find(id);
        return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
    }

    /** Whether the log has the entry, placed or pending. */
    public boolean contains(Hash id) {
        return find(id) >= 0;
    }

    /** Journal position of an entry, placed or pending. */
    public OptionalLong locatorOf(Hash id) {
        int ordinal = find(id);
        return ordinal < 0 ? OptionalLong.empty() : OptionalLong.of(locatorOf(ordinal));
    }

    /** Journal position of an entry, placed or pending, by its ordinal. */
    public long locatorOf(int ordinal) {
        return columns.locators().get(ordinal);
    }

    /**
     * Proof that the entry at {@code position} is among the first {@code treeSize}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= position < treeSize <= size()}
     */
    public InclusionProof inclusionProof(int position, int treeSize) {
        return sequence.tree().inclusionProof(position, treeSize);
    }

    /**
     * Proof that the first {@code from} entries are a prefix of the first {@code to}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
     */
    public ConsistencyProof consistencyProof(int from, int to) {
        return sequence.tree().consistencyProof(from, to);
    }

    private int find(Hash id) {
        return index.find(id, columns.ids(), columns.size());
    }
}
