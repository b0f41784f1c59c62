package network.ian.app.second;

import network.ian.app.first.AppFirst;

/** Half of a cycle. */
public final class AppSecond {

    private AppSecond() {}

    public static void call(int depth) {
        if (depth > 0) {
            AppFirst.call(depth - 1);
        }
    }
}
