package network.ian.p2p.finality;

import java.util.HashMap;
import java.util.Map;
import network.ian.p2p.peer.Peer;

/** Questions under way to each peer, over all goals: no more than half of what a peer lets wait. */
final class Load {

    static final int OF_ONE = PageServer.QUEUED / 2;

    private final Map<Peer, Integer> open = new HashMap<>();

    boolean mayAsk(Peer peer) {
        return open.getOrDefault(peer, 0) < OF_ONE;
    }

    void asked(Peer peer) {
        open.merge(peer, 1, Integer::sum);
    }

    /** A question was answered or given up. */
    void ended(Peer peer) {
        open.computeIfPresent(peer, (same, count) -> count == 1 ? null : count - 1);
    }

    int size() {
        int size = 0;
        for (int count : open.values()) {
            size += count;
        }
        return size;
    }
}
