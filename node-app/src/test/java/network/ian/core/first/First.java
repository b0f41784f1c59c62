package network.ian.core.first;

import network.ian.core.second.Second;

/** Half of a cycle. */
public final class First {

    private First() {}

    public static void call(int depth) {
        if (depth > 0) {
            Second.call(depth - 1);
        }
    }
}
