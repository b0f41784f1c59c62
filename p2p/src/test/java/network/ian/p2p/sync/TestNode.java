package network.ian.p2p.sync;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.FetchedItem;
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
    private final GoalSet goal;
    private final Intake intake;
    private final Synchronizer sync;
    private final Map<Peer, Consumer<Message>> links = new LinkedHashMap<>();
    private final Map<Hash, Peer> peersById = new LinkedHashMap<>();
    private final Map<Hash, Verdict> verdicts = new HashMap<>();
    private final Set<Hash> withheld = new HashSet<>();
    private final List<Hash> loaded = new ArrayList<>();
    private final Set<Hash> bodiless = new HashSet<>();
    private final Set<Peer> congested = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final List<GoodbyeReason> closed = new ArrayList<>();
    private boolean open = true;
    private boolean silent;
    private boolean refreshing;
    private Head told;
    private long judgingNanos = 1_000_000;
    private int wholeEntries;
    private int reconcileBytes;
    private int reconcileAnswers;

    TestNode(Wiring wiring, int number) {
        this.wiring = wiring;
        this.id = Sha256.of(("node" + number).getBytes(StandardCharsets.UTF_8));
        this.goal = new GoalSet(TOPIC, "TEST", 1 << 20, store::current, () -> open);
        Surroundings around = new Surroundings(
                wiring.clock(),
                wiring.clock().wall(),
                new Random(wiring.random().nextLong()),
                wiring::after,
                new TestLinks(),
                null,
                this::judge,
                (set, ids, budget, loaded) -> load(ids, budget, loaded),
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
        if (!links.containsKey(from)) {
            return;
        }
        if (message instanceof Message.Status status) {
            from.heads(status.heads());
            sync.status(from);
        } else if (message instanceof Message.Announce announce) {
            sync.announce(from, goal, announce);
        } else if (message instanceof Message.Fetch fetch) {
            sync.fetch(from, goal, fetch);
        } else if (message instanceof Message.Entries entries) {
            wholeEntries += (int) entries.items().stream()
                    .filter(FetchedItem.Whole.class::isInstance)
                    .count();
            sync.entries(from, goal, entries);
        } else if (message instanceof Message.Reconcile reconcile) {
            reconcileBytes += reconcile.payload().size();
            reconcileAnswers += reconcile.fromInitiator() ? 0 : 1;
            sync.reconcile(from, goal, reconcile);
        } else if (message instanceof Message.ReconcileEnd end) {
            sync.reconcileEnd(from, goal, end);
        } else if (message instanceof Message.AskRoots ask) {
            sync.askRoots(from, goal, ask);
        } else if (message instanceof Message.Roots roots) {
            sync.roots(from, goal, roots);
        }
    }

    Hash id() {
        return id;
    }

    EntryStore store() {
        return store;
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

    /** Whole entries that came in by answers to fetches. */
    int wholeEntries() {
        return wholeEntries;
    }

    /** Answers to its own reconciliations. */
    int reconcileAnswers() {
        return reconcileAnswers;
    }

    int reconcileBytes() {
        return reconcileBytes;
    }

    void open(boolean takes) {
        open = takes;
    }

    /** Reads nothing from its disk any more: fetches stay without an answer. */
    void silent(boolean quiet) {
        silent = quiet;
    }

    void judgingTakes(long nanos) {
        judgingNanos = nanos;
    }

    void verdict(Hash entry, Verdict verdict) {
        verdicts.put(entry, verdict);
    }

    void forgetVerdict(Hash entry) {
        verdicts.remove(entry);
    }

    void withhold(Hash entry) {
        withheld.add(entry);
    }

    void withholdNothing() {
        withheld.clear();
    }

    /** How often it was asked for an entry. */
    int fetchesOf(Hash entry) {
        return Collections.frequency(loaded, entry);
    }

    void dropBody(Hash entry) {
        bodiless.add(entry);
    }

    void congest(Peer peer, boolean full) {
        if (full) {
            congested.add(peer);
        } else {
            congested.remove(peer);
        }
    }

    private void judge(GoalSet set, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        wiring.after(judgingNanos, () -> {
            Verdict verdict = verdicts.getOrDefault(entry.id(), new Verdict.Accept());
            if (verdict instanceof Verdict.Accept) {
                store.add(entry);
                refreshSoon();
            }
            decided.accept(verdict);
        });
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

    private void load(List<Hash> ids, int budget, Consumer<List<FetchedItem>> loaded) {
        if (silent) {
            return;
        }
        List<FetchedItem> items = new ArrayList<>();
        int bytes = 0;
        for (Hash wanted : ids) {
            FetchedItem item = item(wanted);
            items.add(item);
            bytes += item instanceof FetchedItem.Whole whole ? whole.entry().contentBytes() : 0;
            if (bytes > budget) {
                break;
            }
        }
        wiring.after(500_000, () -> loaded.accept(items));
    }

    private FetchedItem item(Hash wanted) {
        loaded.add(wanted);
        WireEntry entry = store.get(wanted);
        if (entry == null || withheld.contains(wanted)) {
            return new FetchedItem.Missing(wanted);
        }
        return bodiless.contains(wanted)
                ? new FetchedItem.HeaderOnly(wanted, entry.header(), entry.signature())
                : new FetchedItem.Whole(entry);
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
