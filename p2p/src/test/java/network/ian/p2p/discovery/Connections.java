package network.ian.p2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;

/** Connections of made-up nodes, each with a key of its own, to a node under test. */
final class Connections {

    private long links = 1_000_000;

    Peer.Connection inbound(int node, String host) {
        return connection(node, host, Direction.INBOUND);
    }

    /** An outbound peer that is up, and was asked for addresses. */
    Peer greeted(FakeNode node, String host) {
        Peer peer = new Peer(connection(9, host, Direction.OUTBOUND));
        assertThat(node.discovery.refuses(peer.connection())).isEmpty();
        node.links.put(peer.id(), new FakeLink(node, node, peer, peer));
        peer.introduce("", Optional.empty(), List.of());
        node.discovery.up(peer);
        return peer;
    }

    private Peer.Connection connection(int node, String host, Direction direction) {
        Hash id = Sha256.of(key(node).view());
        return new Peer.Connection(
                links++,
                id,
                key(node),
                direction,
                Endpoint.of(new HostPort(host, 9000)).orElseThrow().address(),
                9000,
                0,
                0);
    }

    static Bytes key(int node) {
        byte[] key = new byte[32];
        key[0] = (byte) node;
        key[1] = 77;
        return Bytes.wrap(key);
    }
}
