package network.ian.p2p.first;

import network.ian.p2p.second.PeersSecond;

/** Half of a cycle. */
public final class PeersFirst {

    private PeersFirst() {}

    public static void call(int depth) {
        if (depth > 0) {
            PeersSecond.call(depth - 1);
        }
    }
}
