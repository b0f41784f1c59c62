package network.ian.core.log;

/** The canonical order that a frozen prefix makes of the order by key. Immutable if the keys are. */
public final class FrozenFirst implements CanonicalOrder {

    private final FrozenPrefix frozen;
    private final CanonicalOrder keys;

    /**
     * An order.
     *
     * @param frozen ordinals of the prefix, in its order
     * @param entryCount number of entries there are or will be
     * @param keys order of what is not frozen
     * @throws IllegalArgumentException if an ordinal is negative, not below {@code entryCount}, or occurs twice
     */
    public FrozenFirst(int[] frozen, int entryCount, CanonicalOrder keys) {
        this.frozen = FrozenPrefix.of(frozen.clone(), entryCount);
        this.keys = keys;
    }

    /** Position of a frozen entry, or a negative number. */
    public int positionOf(int ordinal) {
        return frozen.positionOf(ordinal);
    }

    @Override
    public int compare(int a, int b) {
        return frozen.compare(a, b, keys);
    }
}
