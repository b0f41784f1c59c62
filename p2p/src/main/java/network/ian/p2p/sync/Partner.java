package network.ian.p2p.sync;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Head;

/** A peer, as one goal's synchronization knows it. Identity semantics. */
final class Partner {

    private final Peer peer;
    private final Hash topic;
    private final Rounds rounds;
    private final Supply supply;
    private final RootConflict conflict = new RootConflict();
    private final TokenBucket steps;
    private boolean usable = true;
    private long heardNanos;

    Partner(Peer peer, Hash topic, Rounds rounds, Supply supply, long nowNanos) {
        this.peer = peer;
        this.topic = topic;
        this.rounds = rounds;
        this.supply = supply;
        this.heardNanos = nowNanos;
        this.steps = new TokenBucket(
                Answering.STEPS_OF_A_PEER, Answering.STEPS_OF_A_PEER * Answering.BURST_SECONDS, nowNanos);
    }

    Peer peer() {
        return peer;
    }

    Optional<Head> head() {
        return peer.head(topic);
    }

    /** Entries that the peer says it holds. */
    long claimedEntries() {
        return head().map(Head::entries).orElse(0L);
    }

    boolean sameSet(Head other) {
        return head().filter(head -> head.sameSet(other)).isPresent();
    }

    Rounds rounds() {
        return rounds;
    }

    Supply supply() {
        return supply;
    }

    RootConflict conflict() {
        return conflict;
    }

    /** Steps of this node's own sessions: as many as the peer answers, and no more of its answers than it may ask itself. */
    TokenBucket steps() {
        return steps;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** When anything about this goal last came from it, monotonic. */
    long heardNanos() {
        return heardNanos;
    }

    /** Whether it may be reconciled with and asked. */
    boolean usable() {
        return usable;
    }

    void usable(boolean may) {
        usable = may;
    }
}
