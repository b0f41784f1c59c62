package network.ian.api.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.ian.core.view.PeerSummary;

/** Tells who came and who went since the last look. One thread owns it. */
final class PeerWatch {

    private final Supplier<List<PeerSummary>> connected;
    private Map<Link, PeerSummary> known = Map.of();

    /** A connection; a peer that comes back has another. */
    private record Link(String nodeId, long connectedSinceMs) {}

    private record Peer(String nodeId, String address, String direction, double score) {

        private static Peer of(PeerSummary peer) {
            return new Peer(peer.nodeId(), peer.address(), peer.outbound() ? "outbound" : "inbound", peer.score());
        }
    }

    PeerWatch(Supplier<List<PeerSummary>> connected) {
        this.connected = connected;
    }

    void look(Consumer<Happening> tell) {
        Map<Link, PeerSummary> now = new LinkedHashMap<>();
        connected.get().forEach(peer -> now.put(new Link(peer.nodeId(), peer.connectedSinceMs()), peer));
        known.forEach((link, peer) -> {
            if (!now.containsKey(link)) {
                tell.accept(happening(EventType.PEER_DISCONNECTED, peer));
            }
        });
        now.forEach((link, peer) -> {
            if (!known.containsKey(link)) {
                tell.accept(happening(EventType.PEER_CONNECTED, peer));
            }
        });
        known = now;
    }

    private static Happening happening(String type, PeerSummary peer) {
        Peer data = Peer.of(peer);
        return new Happening(type, Topic.PEERS, () -> data);
    }
}
