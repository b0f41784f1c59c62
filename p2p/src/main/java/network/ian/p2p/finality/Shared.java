package network.ian.p2p.finality;

import network.ian.p2p.intake.Intake;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.sync.Synchronizer;
import network.ian.p2p.wire.Message;

/** What all goals' finality has in common. */
record Shared(Surroundings around, Scoreboard scores, Intake intake, Synchronizer sync, Load load) {

    /** A question without an answer is given up after this, at no cost to the peer. */
    static final long TIMEOUT_NANOS = 30_000_000_000L;

    long now() {
        return around.ticker().nanos();
    }

    /** Whether the peer takes one more question. */
    boolean mayAsk(Peer peer) {
        return load.mayAsk(peer) && !around.links().congested(peer);
    }

    void ask(Peer peer, Message question) {
        load.asked(peer);
        around.links().send(peer, question);
    }
}
