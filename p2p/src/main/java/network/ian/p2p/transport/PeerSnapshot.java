package network.ian.p2p.transport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import network.ian.core.config.HostPort;
import network.ian.core.view.BannedPeer;
import network.ian.core.view.ClockSkew;
import network.ian.core.view.PeerSummary;
import network.ian.core.view.SyncState;
import network.ian.p2p.discovery.DiscoverySummary;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.protocol.PeerProtocol;

/**
 * The network as of one moment, for readers on any thread.
 *
 * @param connected peers whose Hello was accepted
 * @param banned nodes that may not connect
 * @param discovery what is known of addresses
 * @param sync how each goal stands against the peers, by goal id
 * @param compared whether the node found since the start how its goals stand against the peers
 * @param tables how full each bounded table is
 * @param clock this node's clock against theirs
 * @param alarmed whether more peers were to be disconnected for weak evidence than may be
 */
public record PeerSnapshot(
        List<PeerSummary> connected,
        List<BannedPeer> banned,
        DiscoverySummary discovery,
        Map<String, SyncState> sync,
        boolean compared,
        Map<String, Long> tables,
        ClockSkew clock,
        boolean alarmed) {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * On the protocol's thread.
     *
     * @param banned as listed before, so that it is not made anew each time
     */
    static PeerSnapshot of(PeerProtocol protocol, List<BannedPeer> banned) {
        Map<String, SyncState> sync = new LinkedHashMap<>();
        for (GoalSet goal : protocol.goals()) {
            sync.put(goal.goalId(), protocol.synchronizer().state(goal));
        }
        List<PeerSummary> connected =
                protocol.peers().stream().map(peer -> summary(peer, protocol)).toList();
        return new PeerSnapshot(
                connected,
                banned,
                protocol.discovery().summary(),
                Map.copyOf(sync),
                protocol.synchronizer().compared(),
                TableSizes.of(protocol),
                ClockSkew.of(connected.stream()
                        .map(PeerSummary::clockAheadMs)
                        .flatMapToLong(OptionalLong::stream)
                        .boxed()
                        .toList()),
                protocol.scores().alarmed());
    }

    /** The bans now. Costs time in proportion to all peers that were ever met. */
    static List<BannedPeer> bans(PeerProtocol protocol) {
        if (protocol.scores().bannedCount() == 0) {
            return List.of();
        }
        return protocol.scores().list().stream()
                .filter(peer -> protocol.scores().banned(peer.id()))
                .map(peer -> new BannedPeer(peer.id().hex(), peer.score(), Math.round(peer.bannedUntil() * 1000)))
                .toList();
    }

    private static PeerSummary summary(Peer peer, PeerProtocol protocol) {
        Peer.Connection connection = peer.connection();
        return new PeerSummary(
                peer.id().hex(),
                new HostPort(peer.address().getHostAddress(), connection.port()).toString(),
                peer.direction() == Direction.OUTBOUND,
                peer.agent(),
                protocol.scores().score(peer.id()),
                protocol.scores().trusted(peer.id()),
                protocol.discovery().pinnedIds().contains(peer.id()),
                roundTrip(peer),
                connection.sinceMs(),
                protocol.aheadMs(peer),
                entries(peer, protocol));
    }

    private static OptionalDouble roundTrip(Peer peer) {
        return peer.roundTrip().measured()
                ? OptionalDouble.of(peer.roundTrip().smoothedNanos() / NANOS_PER_MILLI)
                : OptionalDouble.empty();
    }

    private static Map<String, Long> entries(Peer peer, PeerProtocol protocol) {
        Map<String, Long> entries = new LinkedHashMap<>();
        for (GoalSet goal : protocol.goals()) {
            peer.head(goal.topic()).ifPresent(head -> entries.put(goal.goalId(), head.entries()));
        }
        return entries;
    }
}
