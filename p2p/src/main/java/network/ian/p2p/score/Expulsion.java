package network.ian.p2p.score;

import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;

/** Ends a connection at once; everybody who knows of the peer is told before this returns. */
public interface Expulsion {

    void expel(Peer peer, GoodbyeReason reason, String detail);
}
