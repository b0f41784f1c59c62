package network.ian.p2p.port;

import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** The open connections, as far as the protocol moves them. Called on the protocol's thread; never blocks. */
public interface Links {

    /** Queues a message; it is dropped if the link is closing. A link that takes nothing for too long is closed. */
    void send(Peer peer, Message message);

    /** Whether more than the low-water mark waits to be written: do not begin anything long. */
    boolean congested(Peer peer);

    /** Says Goodbye and closes. The protocol is told by {@code closed}, later. */
    void close(Peer peer, GoodbyeReason reason, String detail);
}
