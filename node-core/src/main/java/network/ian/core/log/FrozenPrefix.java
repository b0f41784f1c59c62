package network.ian.core.log;

import java.util.Arrays;

/** The entries whose order is settled. They stand first, in the order given, whatever their keys. Immutable. */
final class FrozenPrefix {

    static final FrozenPrefix NONE = new FrozenPrefix(new int[0], new int[0]);

    private static final int NOT_FROZEN = -1;

    private final int[] ordinals;
    private final int[] positions;

    private FrozenPrefix(int[] ordinals, int[] positions) {
        this.ordinals = ordinals;
        this.positions = positions;
    }

    /**
     * A prefix of the given entries.
     *
     * @param ordinals frozen entries in their order; taken over, the caller must not write to it afterwards
     * @param entryCount number of entries there are
     * @throws IllegalArgumentException if an ordinal is unknown or occurs twice
     */
    static FrozenPrefix of(int[] ordinals, int entryCount) {
        int highest = Arrays.stream(ordinals).max().orElse(-1);
        if (highest >= entryCount) {
            throw new IllegalArgumentException("frozen ordinal " + highest + " of " + entryCount + " entries");
        }
        int[] positions = new int[highest + 1];
        Arrays.fill(positions, NOT_FROZEN);
        for (int position = 0; position < ordinals.length; position++) {
            int ordinal = ordinals[position];
            if (ordinal < 0 || positions[ordinal] != NOT_FROZEN) {
                throw new IllegalArgumentException("frozen ordinal " + ordinal + " is negative or occurs twice");
            }
            positions[ordinal] = position;
        }
        return new FrozenPrefix(ordinals, positions);
    }

    /** The first {@code keep} of these, then {@code more}, none of which is among them. */
    FrozenPrefix changed(int keep, int[] more) {
        int[] longer = Arrays.copyOf(ordinals, keep + more.length);
        System.arraycopy(more, 0, longer, keep, more.length);
        int highest = Math.max(positions.length - 1, Arrays.stream(more).max().orElse(-1));
        int[] changed = Arrays.copyOf(positions, highest + 1);
        Arrays.fill(changed, positions.length, changed.length, NOT_FROZEN);
        for (int position = keep; position < ordinals.length; position++) {
            changed[ordinals[position]] = NOT_FROZEN;
        }
        for (int position = keep; position < longer.length; position++) {
            changed[longer[position]] = position;
        }
        return new FrozenPrefix(longer, changed);
    }

    int size() {
        return ordinals.length;
    }

    int ordinalAt(int position) {
        return ordinals[position];
    }

    boolean contains(int ordinal) {
        return positionOf(ordinal) >= 0;
    }

    /** The canonical order: frozen entries first, in their order, the others by {@code keys}. */
    int compare(int a, int b, CanonicalOrder keys) {
        int frozenA = positionOf(a);
        int frozenB = positionOf(b);
        if (frozenA >= 0 || frozenB >= 0) {
            // As unsigned numbers, positions come before the negative mark of what is not frozen.
            return Integer.compareUnsigned(frozenA, frozenB);
        }
        return keys.compare(a, b);
    }

    /** Position of a frozen entry, or a negative number. */
    int positionOf(int ordinal) {
        return ordinal < positions.length ? positions[ordinal] : NOT_FROZEN;
    }

    long memoryBytes() {
        return (long) Integer.BYTES * ((long) ordinals.length + positions.length);
    }
}
