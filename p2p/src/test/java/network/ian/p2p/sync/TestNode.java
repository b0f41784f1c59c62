package network.ian.p2p.sync;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** Synchronizer, intake and fake ports of one node. */
final class TestNode {

    static final Hash TOPIC = Sha256.of("goal".getBytes(StandardCharsets.UTF_8));

    private static final long HEADS_EVERY_NANOS = 2_000_000_000L;

    private final Wiring wiring;
    private final Hash id;
    private final EntryStore store = new EntryStore();
    private final FakeDisk disk;
    private final FakeJudge judge;
    private final GoalSet goal;
    private final Intake intake;
    private final Synchronizer sync;
    private final Inbox inbox;
    private final Map<Peer, Consumer<Message>> links = new LinkedHashMap<>();
    private final Map<Hash, Peer> peersById = new LinkedHashMap<>();
    private final Set<Peer> congested = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final List<GoodbyeReason> closed = new ArrayList<>();
    private boolean open = true;
    private boolean refreshing;
    private Head told;

    TestNode(Wiring wiring, int number) {
        this.wiring = wiring;
        this.id = Sha256.of(("node" + number).getBytes(StandardCharsets.UTF_8));
        this.disk = new FakeDisk(wiring, store);
        this.judge = new FakeJudge(wiring, this::admit);
        this.goal = new GoalSet(TOPIC, "TEST", 1 << 20, store::current, () -> open);
        Surroundings around = new Surroundings(
                wiring.clock(),
                wiring.clock().wall(),
                new Random(wiring.random().nextLong()),
                wiring::after,
                new TestLinks(),
                null,
                judge::judge,
                (set, ids, budget, loaded) -> disk.load(ids, budget, loaded),
                null,
                new PeerTelemetry() {
                    @Override
                    public void invalid(String reason) {
                        faults.add(reason);
                    }
                });
        Scoreboard scores = new Scoreboard(around, (peer, reason, detail) -> {
            closed.add(reason);
            disconnect(peer.id());
        });
        this.intake = new Intake(around, scores);
        this.sync = new Synchronizer(id, Map.of(TOPIC, goal), around, intake, scores);
        this.inbox = new Inbox(sync, goal);
        intake.listen(sync);
        wiring.after(wiring.random().nextLong(HEADS_EVERY_NANOS), this::tellHeads);
    }

    static Peer peer(Hash id, long link) {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, (byte) (link >> 8), (byte) link});
            return new Peer(new Peer.Connection(link, id, Bytes.EMPTY, Direction.OUTBOUND, address, 9000, 0, 0));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** Entries that are there from the start, or that gossip brought. */
    void hold(Iterable<WireEntry> entries) {
        entries.forEach(store::add);
        refresh();
    }

    void connect(TestNode other) {
        Peer peer = peer(other.id, wiring.nextLink());
        peer.introduce("test", Optional.empty(), List.of(other.goal.head()));
        attach(peer, message -> {
            if (other.peersById.containsKey(id)) {
                other.receive(other.peersById.get(id), message);
            }
        });
    }

    void greet(TestNode other) {
        sync.up(peersById.get(other.id));
    }

    void attach(Peer peer, Consumer<Message> far) {
        links.put(peer, far);
        peersById.put(peer.id(), peer);
    }

    void disconnect(Hash other) {
        Peer peer = peersById.remove(other);
        if (peer != null) {
            links.remove(peer);
            sync.down(peer);
        }
    }

    void receive(Peer from, Message message) {
        if (links.containsKey(from)) {
            inbox.receive(from, message);
        }
    }

    Hash id() {
        return id;
    }

    EntryStore store() {
        return store;
    }

    FakeDisk disk() {
        return disk;
    }

    FakeJudge judge() {
        return judge;
    }

    GoalSet goal() {
        return goal;
    }

    Intake intake() {
        return intake;
    }

    Synchronizer sync() {
        return sync;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Labels of the faults it found, in order. */
    List<String> faults() {
        return faults;
    }

    /** Why it closed links. */
    List<GoodbyeReason> closed() {
        return closed;
    }

    /** The other node, as this one is connected to it. */
    Peer peer(TestNode other) {
        return peersById.get(other.id);
    }

    boolean connectedTo(Hash other) {
        return peersById.containsKey(other);
    }

    void open(boolean takes) {
        open = takes;
    }

    void congest(Peer peer, boolean full) {
        if (full) {
            congested.add(peer);
        } else {
            congested.remove(peer);
        }
    }

    private void admit(WireEntry entry) {
        store.add(entry);
        refreshSoon();
    }

    private void refreshSoon() {
        if (!refreshing) {
            refreshing = true;
            wiring.after(1_000_000, this::refresh);
        }
    }

    private void refresh() {
        refreshing = false;
        int first = goal.refresh();
        if (first < goal.size()) {
            sync.grown(goal, first);
        }
    }

    private void tellHeads() {
        Head head = goal.head();
        if (!head.equals(told)) {
            told = head;
            List.copyOf(links.values())
                    .forEach(link -> wiring.deliver(() -> link.accept(new Message.Status(List.of(head)))));
        }
        wiring.after(HEADS_EVERY_NANOS, this::tellHeads);
    }

    private final class TestLinks implements Links {

        @Override
        public void send(Peer peer, Message message) {
            Consumer<Message> far = links.get(peer);
            if (far != null) {
                wiring.deliver(() -> far.accept(message));
            }
        }

        @Override
        public boolean congested(Peer peer) {
            return congested.contains(peer);
        }

        @Override
        public void close(Peer peer, GoodbyeReason reason, String detail) {
            closed.add(reason);
            disconnect(peer.id());
        }
    }
}
