package network.ian.p2p.second;

import network.ian.p2p.first.PeersFirst;

/** Half of a cycle. */
public final class PeersSecond {

    private PeersSecond() {}

    public static void call(int depth) {
        if (depth > 0) {
            PeersFirst.call(depth - 1);
        }
    }
}
