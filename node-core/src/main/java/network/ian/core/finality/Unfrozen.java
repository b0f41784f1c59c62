package network.ian.core.finality;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import network.ian.core.log.LogView;

/**
 * The entries of a log that no anchor has yet, in key order: what stands behind the log's frozen prefix, what thaws, and what
 * waits for a merge. For one thread.
 */
final class Unfrozen {

    private final LogView log;
    private final int keep;
    /** In key order, but not in the log's own order. */
    private final int[] apart;

    private final BitSet taken = new BitSet();
    private int at;
    private int apartAt;
    private int size;
    private boolean aligned;

    /** @param keep entries of the log's frozen prefix that stay frozen */
    Unfrozen(LogView log, int keep) {
        this.log = log;
        this.keep = keep;
        this.at = log.frozenSize();
        this.size = keep;
        this.apart = IntStream.concat(
                        IntStream.range(keep, log.frozenSize()).map(log::ordinalAt), IntStream.of(log.pending()))
                .boxed()
                .sorted(Comparator.comparing(ordinal -> ordinal, log::compareKeys))
                .mapToInt(Integer::intValue)
                .toArray();
        this.aligned = apart.length == 0;
    }

    /** The first entries; fewer than {@code count} if there are no more. */
    int[] first(int count) {
        return select(count, Long.MAX_VALUE);
    }

    /** All entries that are older than {@code ms}, in milliseconds since the epoch. */
    int[] before(long ms) {
        return select(Integer.MAX_VALUE, ms);
    }

    /** Whether the first positions of the log are exactly what has been frozen, and key order goes on behind them. */
    boolean isAligned() {
        return aligned;
    }

    /** Freezes entries. */
    void take(Segment segment) {
        for (int i = 0; i < segment.length(); i++) {
            aligned = aligned && size < log.size() && log.ordinalAt(size) == segment.ordinal(i);
            taken.set(segment.ordinal(i));
            size++;
        }
        at = skip(at);
        apartAt = skipApart(apartAt);
    }

    boolean isFrozen(int ordinal) {
        return taken.get(ordinal) || log.positionOf(ordinal).orElse(Integer.MAX_VALUE) < keep;
    }

    private int[] select(int most, long beforeMs) {
        int[] selected = new int[Math.min(most, 1024)];
        int count = 0;
        int i = at;
        int j = apartAt;
        while (count < most && (i < log.size() || j < apart.length)) {
            boolean fromApart =
                    i == log.size() || (j < apart.length && log.compareKeys(apart[j], log.ordinalAt(i)) < 0);
            int ordinal = fromApart ? apart[j] : log.ordinalAt(i);
            if (log.timestampOf(ordinal) >= beforeMs) {
                break;
            }
            if (count == selected.length) {
                selected = Arrays.copyOf(selected, Math.min(most, 2 * count));
            }
            selected[count++] = ordinal;
            i = fromApart ? i : skip(i + 1);
            j = fromApart ? skipApart(j + 1) : j;
        }
        return Arrays.copyOf(selected, count);
    }

    private int skip(int from) {
        int position = from;
        while (position < log.size() && taken.get(log.ordinalAt(position))) {
            position++;
        }
        return position;
    }

    private int skipApart(int from) {
        int index = from;
        while (index < apart.length && taken.get(apart[index])) {
            index++;
        }
        return index;
    }
}
