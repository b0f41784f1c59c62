package network.ian.tau.first;

import network.ian.tau.second.BridgeSecond;

/** Half of a cycle. */
public final class BridgeFirst {

    private BridgeFirst() {}

    public static void call(int depth) {
        if (depth > 0) {
            BridgeSecond.call(depth - 1);
        }
    }
}
