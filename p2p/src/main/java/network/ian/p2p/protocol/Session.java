package network.ian.p2p.protocol;

import java.util.HashMap;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Head;

/** One connection on its way from TLS to its end. */
final class Session {

    private final Peer peer;
    private final Map<Hash, Head> told = new HashMap<>(4);
    private boolean up;
    private long heardNanos;
    private long pingNonce;
    private long pingSentNanos;
    private boolean pingOpen;

    Session(Peer peer, long nowNanos) {
        this.peer = peer;
        this.heardNanos = nowNanos;
    }

    Peer peer() {
        return peer;
    }

    /** Whether the peer's Hello was accepted. */
    boolean up() {
        return up;
    }

    void isUp() {
        up = true;
    }

    /** Takes note that the peer is told {@code head}; false if that is what it was told last. */
    boolean tells(Head head) {
        return !head.equals(told.put(head.topic(), head));
    }

    /** Whether the peer was told of the goal, in the Hello or later. */
    boolean announced(Hash topic) {
        return told.containsKey(topic);
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - heardNanos;
    }

    void pinged(long nonce, long nowNanos) {
        pingNonce = nonce;
        pingSentNanos = nowNanos;
        pingOpen = true;
    }

    /** Takes the answer to the last ping; any other answer is ignored. */
    void ponged(long nonce, long nowNanos) {
        if (pingOpen && nonce == pingNonce) {
            pingOpen = false;
            peer.roundTrip().sample(nowNanos - pingSentNanos);
        }
    }
}
