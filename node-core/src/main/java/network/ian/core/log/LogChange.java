package network.ian.core.log;

import java.util.List;

/**
 * What an operation did to the canonical order.
 *
 * @param lowestChanged lowest position whose entry is another than before; {@code sizeBefore} if only the end grew
 * @param sizeBefore entries in the order before
 * @param sizeAfter entries in the order after; never less
 * @param placed ordinals that came into the order, in canonical order
 */
public record LogChange(int lowestChanged, int sizeBefore, int sizeAfter, List<Integer> placed) {

    public LogChange {
        placed = List.copyOf(placed);
    }

    /** Whether an entry that readers knew has another position now. */
    public boolean reorders() {
        return lowestChanged < sizeBefore;
    }

    static LogChange none(int size) {
        return new LogChange(size, size, size, List.of());
    }
}
