package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.util.Optional;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** Finds nodes and decides whom to connect to. Owned by the protocol's thread. */
public final class Discovery {

    private final Surroundings around;
    private final Scoreboard scores;

    public Discovery(Surroundings around, Scoreboard scores) {
        this.around = around;
        this.scores = scores;
    }

    /** Begins to dial. */
    public void start() {}

    /** Why there is no slot for one more connection; empty if there is. The peers counted are those {@link #up} told of. */
    public Optional<GoodbyeReason> refuses(InetAddress address, Direction direction) {
        return around == null || scores == null ? Optional.of(GoodbyeReason.TOO_MANY_PEERS) : Optional.empty();
    }

    public void up(Peer peer) {}

    /**
     * A connection ended.
     *
     * @param wasUp whether {@link #up} had told of it
     * @param reason what this node or the peer said
     */
    public void down(Peer peer, boolean wasUp, GoodbyeReason reason) {}

    public void askPeers(Peer from) {}

    public void peers(Peer from, Message.Peers peers) {}
}
