package network.ian.p2p.reconciliation;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of a message that came in, laid over this side's set.
 *
 * @param from position of the first element in the range
 * @param to position behind the last
 * @param differs for a fingerprint: whether this side's is another
 */
record Span(Range range, int from, int to, boolean differs) {

    /** All ranges of a message; in O(log n) each. */
    static List<Span> over(List<Range> ranges, KeySumTree tree) {
        List<Span> spans = new ArrayList<>(ranges.size());
        int from = 0;
        for (Range range : ranges) {
            int to = Math.max(from, tree.lowerBound(range.upper()));
            boolean differs = range instanceof Range.Sum sum
                    && !tree.fingerprint(from, to).equals(sum.fingerprint());
            spans.add(new Span(range, from, to, differs));
            from = to;
        }
        return spans;
    }

    /** How many differ. */
    static int differing(List<Span> spans) {
        int differing = 0;
        for (Span span : spans) {
            differing += span.differs ? 1 : 0;
        }
        return differing;
    }

    int count() {
        return to - from;
    }
}
