package network.ian.p2p.protocol;

import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.discovery.Discovery;
import network.ian.p2p.score.Scoreboard;

/** Keeps bans away from the nodes at pinned addresses, which are known once they were met there. */
final class PinnedPeers {

    private final Discovery discovery;
    private final Scoreboard scores;

    PinnedPeers(Discovery discovery, Scoreboard scores) {
        this.discovery = discovery;
        this.scores = scores;
    }

    /** False if too many addresses are pinned already. */
    boolean pin(HostPort keep) {
        boolean pinned = discovery.pin(keep);
        met();
        return pinned;
    }

    /** False if the address was not pinned. */
    boolean unpin(HostPort kept) {
        Set<Hash> before = Set.copyOf(discovery.pinnedIds());
        boolean removed = discovery.unpin(kept);
        before.stream().filter(id -> !discovery.pinnedIds().contains(id)).forEach(scores::unpin);
        return removed;
    }

    /** A node may have been met at a pinned address. */
    void met() {
        discovery.pinnedIds().forEach(scores::pin);
    }
}
