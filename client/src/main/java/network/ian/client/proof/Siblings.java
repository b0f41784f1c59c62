package network.ian.client.proof;

import java.util.List;
import network.ian.client.answer.Fields;
import network.ian.core.merkle.Sibling;

/** The steps of an inclusion proof. */
final class Siblings {

    private static final int DEEPEST = 63;

    private Siblings() {}

    static List<Sibling> read(Fields in) {
        return in.list("siblings", DEEPEST, one -> new Sibling(one.hash("hash"), one.bool("is_right")));
    }

    /** The leaf's position, which follows from the sides, from the root down (RFC 9162 section 2.1.3.1). */
    static long index(List<Sibling> siblings, long treeSize) {
        long index = 0;
        long size = treeSize;
        for (int i = siblings.size() - 1; i >= 0 && size > 1; i--) {
            long left = Long.highestOneBit(size - 1);
            if (siblings.get(i).isRight()) {
                size = left;
            } else {
                index += left;
                size -= left;
            }
        }
        return index;
    }
}
