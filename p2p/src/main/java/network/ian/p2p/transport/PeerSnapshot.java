package network.ian.p2p.transport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.config.HostPort;
import network.ian.core.view.PeerSummary;
import network.ian.core.view.SyncState;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.protocol.PeerProtocol;

/**
 * The peers as of one moment, for readers on any thread.
 *
 * @param connected peers whose Hello was accepted
 * @param sync how each goal stands against them, by goal id
 */
public record PeerSnapshot(List<PeerSummary> connected, Map<String, SyncState> sync) {

    /** Before the first round. */
    static final PeerSnapshot NOBODY = new PeerSnapshot(List.of(), Map.of());

    /** On the protocol's thread. */
    static PeerSnapshot of(PeerProtocol protocol) {
        Map<String, SyncState> sync = new LinkedHashMap<>();
        for (GoalSet goal : protocol.goals()) {
            sync.put(goal.goalId(), protocol.synchronizer().state(goal));
        }
        List<PeerSummary> connected =
                protocol.peers().stream().map(peer -> summary(peer, protocol)).toList();
        return new PeerSnapshot(connected, Map.copyOf(sync));
    }

    private static PeerSummary summary(Peer peer, PeerProtocol protocol) {
        HostPort address =
                new HostPort(peer.address().getHostAddress(), peer.connection().port());
        return new PeerSummary(
                peer.id().hex(),
                address.toString(),
                protocol.scores().score(peer.id()),
                peer.connection().sinceMs());
    }
}
