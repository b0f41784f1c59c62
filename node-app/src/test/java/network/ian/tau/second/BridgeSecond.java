package network.ian.tau.second;

import network.ian.tau.first.BridgeFirst;

/** Half of a cycle. */
public final class BridgeSecond {

    private BridgeSecond() {}

    public static void call(int depth) {
        if (depth > 0) {
            BridgeFirst.call(depth - 1);
        }
    }
}
