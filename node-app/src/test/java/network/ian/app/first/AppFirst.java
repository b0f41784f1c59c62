package network.ian.app.first;

import network.ian.app.second.AppSecond;

/** Half of a cycle. */
public final class AppFirst {

    private AppFirst() {}

    public static void call(int depth) {
        if (depth > 0) {
            AppSecond.call(depth - 1);
        }
    }
}
