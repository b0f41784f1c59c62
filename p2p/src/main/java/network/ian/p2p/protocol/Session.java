package network.ian.p2p.protocol;

import network.ian.p2p.peer.Peer;

/** One connection on its way from TLS to its end. */
final class Session {

    private final Peer peer;
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
