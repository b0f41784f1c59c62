package network.ian.p2p.score;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The documents that the file held lately. An editor may have been open for minutes while the node went on saving: what it
 * writes back is compared with what it began from, which {@code saved_at} names, so that it undoes nothing by accident.
 */
final class ScoreHistory {

    private static final int MAX_ENTRIES = 20_000;

    private final Deque<ScoreDocument> newestFirst = new ArrayDeque<>();
    private int entries;

    void add(ScoreDocument document) {
        newestFirst.addFirst(document);
        entries += document.peers().size() + 1;
        while (entries > MAX_ENTRIES && newestFirst.size() > 1) {
            entries -= newestFirst.removeLast().peers().size() + 1;
        }
    }

    /** What a file was made from that bears {@code savedAt}; the oldest known if it is older than all, the newest if 0. */
    ScoreDocument base(double savedAt) {
        if (newestFirst.isEmpty()) {
            return ScoreDocument.EMPTY;
        }
        if (savedAt == 0) {
            return newestFirst.getFirst();
        }
        for (ScoreDocument document : newestFirst) {
            // Written with three digits, read again as the nearest double.
            if (Math.abs(document.savedAt() - savedAt) < 5e-4) {
                return document;
            }
        }
        return savedAt > newestFirst.getFirst().savedAt() ? newestFirst.getFirst() : newestFirst.getLast();
    }

    int size() {
        return newestFirst.size();
    }
}
