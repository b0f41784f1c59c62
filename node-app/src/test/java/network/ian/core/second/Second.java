package network.ian.core.second;

import network.ian.core.first.First;

/** Half of a cycle. */
public final class Second {

    private Second() {}

    public static void call(int depth) {
        if (depth > 0) {
            First.call(depth - 1);
        }
    }
}
