package network.ian.p2p.score;

import java.net.InetAddress;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.MessageType;

/** Scores, budgets and bans of peers (formats.md, "peer_scores.json"). Owned by the protocol's thread. */
public final class Scoreboard {

    private final Surroundings around;
    private final Expulsion expulsion;

    public Scoreboard(Surroundings around, Expulsion expulsion) {
        this.around = around;
        this.expulsion = expulsion;
    }

    /** Why a node may not be connected now, by its id or its address; empty if it may. */
    public Optional<GoodbyeReason> refuses(Hash id, InetAddress address) {
        return Optional.empty();
    }

    public void up(Peer peer) {}

    public void down(Peer peer) {}

    /** Takes note of a fault. Closes the link, bans, or neither, as the rules say. */
    public void fault(Peer peer, Fault fault) {
        around.telemetry().invalid(fault.label());
        if (fault.provable()) {
            expulsion.expel(peer, GoodbyeReason.BANNED, fault.label());
        }
    }

    public void credit(Peer peer, Deed deed) {}

    /** Takes a message out of the peer's budget; false if it is beyond and to be dropped unread. */
    public boolean allows(Peer peer, MessageType type, int bytes) {
        return true;
    }

    /** 0 to 200. */
    public double score(Hash id) {
        return 100;
    }
}
