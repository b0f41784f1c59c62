package network.ian.p2p.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;

/** A peer of a node under test that a test plays itself. */
final class ScriptedPeer {

    private final Wiring wiring;
    private final TestNode node;
    private final Consumer<Message> handler;
    private final List<Message> received = new ArrayList<>();
    private final Peer peer;
    private final Hash id;

    ScriptedPeer(Wiring wiring, TestNode node, long entries, Consumer<Message> handler) {
        this.wiring = wiring;
        this.node = node;
        this.handler = handler;
        long link = wiring.nextLink();
        this.id = Sha256.of(("scripted" + link).getBytes(StandardCharsets.UTF_8));
        this.peer = TestNode.peer(id, link);
        peer.introduce("test", Optional.empty(), List.of(head(entries)));
        node.attach(peer, this::receive);
        node.sync().up(peer);
    }

    Head head(long entries) {
        return new Head(node.goal().topic(), entries, new Fingerprint(entries, id.hashCode()), entries, id, 0);
    }

    Peer peer() {
        return peer;
    }

    void send(Message message) {
        wiring.deliver(() -> node.receive(peer, message));
    }

    /** Announces ids that nobody has, as many as a frame takes at a time. */
    void announceForged(int ids) {
        List<Hash> forged = new ArrayList<>();
        for (int number = 0; number < ids; number++) {
            long random = wiring.random().nextLong();
            forged.add(Sha256.of(ByteBuffer.allocate(8).putLong(random).array()));
        }
        for (int from = 0; from < ids; from += 1_024) {
            List<Hash> batch = List.copyOf(forged.subList(from, Math.min(ids, from + 1_024)));
            send(new Message.Announce(TestNode.TOPIC, AnnounceKind.HISTORY, batch));
        }
    }

    List<Message> received() {
        return received;
    }

    <T extends Message> List<T> received(Class<T> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void receive(Message message) {
        received.add(message);
        handler.accept(message);
    }
}
