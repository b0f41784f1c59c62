package network.ian.p2p.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Dialing;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** One node of a {@link FakeNetwork}: discovery and nothing else, with the handshake's rules around it. */
final class FakeNode implements Links, Dialing {

    final FakeNetwork network;
    final HostPort place;
    final Hash id;
    final AddressRecord record;
    final Scoreboard scores;
    final Discovery discovery;
    final Map<Hash, FakeLink> links = new LinkedHashMap<>();
    final Map<HostPort, Integer> dials = new LinkedHashMap<>();
    int faults;
    int asks;
    boolean running = true;

    FakeNode(FakeNetwork network, HostPort place, int key, DiscoveryConfig like) {
        this.network = network;
        this.place = place;
        byte[] publicKey = new byte[32];
        new Random(key).nextBytes(publicKey);
        this.record = network.sign(Bytes.wrap(publicKey), place);
        this.id = record.nodeId();
        Surroundings around = new Surroundings(
                network.time.clock,
                network.time.clock.wall(),
                new Random(network.seed * 31 + key),
                network.time,
                this,
                this,
                null,
                null,
                network::verify,
                PeerTelemetry.NONE);
        this.scores = new Scoreboard(around, (peer, reason, detail) -> {
            faults++;
            drop(peer, reason);
        });
        DiscoveryConfig config = new DiscoveryConfig(
                id, Optional.of(record), like.maxPeers(), like.targetOutbound(), like.seeds(), like.exchange());
        this.discovery = new Discovery(config, around, scores, (peer, reason, detail) -> drop(peer, reason));
    }

    @Override
    public void send(Peer peer, Message message) {
        asks += message instanceof Message.AskPeers ? 1 : 0;
        links.get(peer.id()).send(this, message);
    }

    @Override
    public boolean congested(Peer peer) {
        return false;
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        drop(peer, reason);
    }

    @Override
    public void dial(HostPort address, Consumer<String> failed) {
        dials.merge(address, 1, Integer::sum);
        network.dial(this, address, failed);
    }

    @Override
    public void resolve(String host, Consumer<List<InetAddress>> resolved) {
        network.later(() -> resolved.accept(network.names.getOrDefault(host, List.of())));
    }

    /** As the protocol does it: the two ends of a connection decide one after the other. */
    Optional<GoodbyeReason> refuses(Peer.Connection connection) {
        if (connection.id().equals(id)) {
            return Optional.of(GoodbyeReason.SELF_CONNECTION);
        }
        return links.containsKey(connection.id())
                ? Optional.of(GoodbyeReason.DUPLICATE_CONNECTION)
                : discovery.refuses(connection);
    }

    void drop(Peer peer, GoodbyeReason reason) {
        FakeLink link = links.get(peer.id());
        if (link != null) {
            link.end(this, reason);
        }
    }

    List<FakeNode> outbound() {
        List<FakeNode> outbound = new ArrayList<>();
        links.values().forEach(link -> {
            if (link.isUp(this) && link.direction(this) == Direction.OUTBOUND) {
                outbound.add(link.other(this));
            }
        });
        return outbound;
    }

    List<FakeNode> neighbours() {
        return links.values().stream()
                .filter(link -> link.isUp(this))
                .map(link -> link.other(this))
                .toList();
    }

    int allDials() {
        return dials.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Pulls the plug. */
    void crash() {
        running = false;
        discovery.stop();
        List.copyOf(links.values()).forEach(link -> link.end(this, GoodbyeReason.CLOSED));
        network.nodes.remove(place);
    }
}
