package network.ian.p2p.gossip;

import network.ian.p2p.peer.Peer;

/** Hears of peers that announced what neither they nor anybody else supplied. May end the connection before it returns. */
interface Blame {

    void notSupplied(Peer peer);
}
