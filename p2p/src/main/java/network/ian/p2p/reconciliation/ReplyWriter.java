package network.ian.p2p.reconciliation;

import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * Writes a message about a set, range by range in ascending order, within the frame limit. What does not fit is cut: one
 * fingerprint stands for all the rest, so that the other side comes back to it.
 */
final class ReplyWriter {

    /** The protocol's version 1. */
    static final byte VERSION = 0x61;

    /** Room that is always left for a skip and the fingerprint of the rest. */
    static final int RESERVE = 2 * RangeWriter.LONGEST_BOUND + RangeWriter.LONGEST_SUM;

    private static final int LIST_OVERHEAD = RangeWriter.LONGEST_BOUND + 3;

    private final KeySumTree tree;
    private final int room;
    private final RangeWriter out = new RangeWriter(VERSION);
    private boolean cut;

    ReplyWriter(KeySumTree tree, int frameLimit) {
        this.tree = tree;
        this.room = frameLimit - RESERVE;
    }

    /** Whether the rest was cut; nothing can be written after that. */
    boolean cut() {
        return cut;
    }

    /** Whether there is nothing left to say. */
    boolean empty() {
        return out.empty();
    }

    Bytes toBytes() {
        return out.toBytes();
    }

    void skip(Bound upper) {
        out.skip(upper);
    }

    /** Narrows positions {@code from} to {@code to}: a list if they are at most {@code listed}, else fingerprints of parts. */
    void narrow(int from, int to, Bound upper, int listed, int buckets) {
        int count = to - from;
        if (count <= listed) {
            list(from, to, upper);
        } else {
            split(from, to, upper, Math.min(buckets, count));
        }
    }

    /** Lists as many of the ids at positions {@code from} to {@code to} as fit. */
    void list(int from, int to, Bound upper) {
        int fitting = (room - out.length() - LIST_OVERHEAD) / Hash.SIZE;
        if (to - from <= fitting) {
            ids(from, to, upper);
        } else if (fitting > 0) {
            int end = from + fitting;
            ids(from, end, tree.boundBefore(end));
            cutAt(end);
        } else {
            cutAt(from);
        }
    }

    /** One fingerprint for everything from position {@code from} on. */
    void cutAt(int from) {
        out.sum(Bound.INFINITY, tree.fingerprint(from, tree.size()));
        cut = true;
    }

    private void split(int from, int to, Bound upper, int buckets) {
        if (out.length() + buckets * RangeWriter.LONGEST_SUM > room) {
            cutAt(from);
            return;
        }
        int count = to - from;
        int start = from;
        for (int i = 1; i <= buckets; i++) {
            int end = from + (int) ((long) count * i / buckets);
            out.sum(i == buckets ? upper : tree.boundBefore(end), tree.fingerprint(start, end));
            start = end;
        }
    }

    private void ids(int from, int to, Bound upper) {
        out.ids(upper, to - from);
        tree.forEach(from, to, ordinal -> out.id(tree.idOf(ordinal)));
    }
}
