package network.ian.p2p.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a peer was told last becomes what is so. */
class HeadBroadcastTest {

    private static final Hash TOPIC = hash("topic");

    private final ManualClock clock = new ManualClock();
    private final GrowingSource source = new GrowingSource();
    private final GoalSet goal = new GoalSet(TOPIC, "goal", 1 << 20, () -> source, () -> true);
    private final List<Session> sessions = new ArrayList<>();
    private final Set<Peer> congested = new LinkedHashSet<>();
    private final List<Peer> receivers = new ArrayList<>();
    private final List<Head> received = new ArrayList<>();
    private Runnable next = () -> {};

    @BeforeEach
    void start() {
        Surroundings around = new Surroundings(
                clock,
                clock.wall(),
                new Random(1),
                (delay, action) -> next = action,
                new Wires(),
                null,
                null,
                null,
                null,
                PeerTelemetry.NONE);
        new HeadBroadcast(around, List.of(goal)).start(() -> sessions);
    }

    @Test
    void tellsWhatChangedOnce() {
        greeted(1);
        next.run();
        assertThat(received).isEmpty();
        grow("a");
        next.run();
        next.run();
        assertThat(received).containsExactly(goal.head());
    }

    @Test
    void tellsWhatChangedBetweenTheHellos() {
        Session early = greeted(1);
        Session late = hello(2);
        grow("a");
        next.run();
        assertThat(receivers).containsExactly(early.peer());
        sessions.add(late);
        next.run();
        assertThat(receivers).containsExactly(early.peer(), late.peer());
    }

    @Test
    void tellsACongestedPeerLater() {
        Session slow = greeted(1);
        congested.add(slow.peer());
        grow("a");
        next.run();
        assertThat(received).isEmpty();
        congested.clear();
        next.run();
        assertThat(received).containsExactly(goal.head());
    }

    @Test
    void tellsNobodyOfGoalsThatAreNotShared() {
        Peer stranger = peer(1);
        stranger.introduce("test", Optional.empty(), List.of());
        sessions.add(new Session(stranger, clock.nanos()));
        grow("a");
        next.run();
        assertThat(received).isEmpty();
    }

    private Session greeted(int number) {
        Session session = hello(number);
        sessions.add(session);
        return session;
    }

    /** A peer to which the Hello went out. */
    private Session hello(int number) {
        Peer peer = peer(number);
        peer.introduce("test", Optional.empty(), List.of(goal.head()));
        Session session = new Session(peer, clock.nanos());
        session.tells(goal.head());
        return session;
    }

    private void grow(String name) {
        source.add(new WireEntry(hash(name), Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY));
        goal.refresh();
    }

    private static Peer peer(int number) {
        return new Peer(new Peer.Connection(
                number,
                hash("peer" + number),
                Bytes.EMPTY,
                Direction.OUTBOUND,
                InetAddress.getLoopbackAddress(),
                9000,
                0,
                0));
    }

    private static Hash hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Wires implements Links {

        @Override
        public void send(Peer peer, Message message) {
            receivers.add(peer);
            received.addAll(((Message.Status) message).heads());
        }

        @Override
        public boolean congested(Peer peer) {
            return congested.contains(peer);
        }

        @Override
        public void close(Peer peer, GoodbyeReason reason, String detail) {
            throw new AssertionError("closes nothing");
        }
    }
}
