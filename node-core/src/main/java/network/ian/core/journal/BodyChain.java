package network.ian.core.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the next body has to stand. Bodies lie in the order of their entries without a gap, over segments that each hold
 * at least one.
 */
final class BodyChain {

    private final List<Extent> extents = new ArrayList<>(List.of(new Extent(0, SegmentHeader.SIZE)));

    /**
     * What the entries say about one segment of bodies.
     *
     * @param bodiesBefore bodies in earlier segments
     * @param end octets up to the end of its last body
     */
    record Extent(int bodiesBefore, long end) {}

    /** Whether a body at {@code locator} follows the one before. */
    boolean continuesAt(long locator) {
        return locator == end() || locator == Locator.of(extents.size(), SegmentHeader.SIZE);
    }

    /** Passes the body of entry {@code ordinal}, at a place where the chain continues. */
    void pass(int ordinal, long locator, int bodySize) {
        int segment = Locator.segment(locator);
        long bodyEnd = Locator.offset(locator) + Frame.SIZE + bodySize;
        if (segment == extents.size()) {
            extents.add(new Extent(ordinal, bodyEnd));
        } else {
            extents.set(segment, new Extent(extents.get(segment).bodiesBefore(), bodyEnd));
        }
    }

    /** Just behind the last body. */
    long end() {
        return Locator.of(extents.size() - 1, extents.get(extents.size() - 1).end());
    }

    /** The segments up to the one with the last body. */
    List<Extent> extents() {
        return List.copyOf(extents);
    }
}
