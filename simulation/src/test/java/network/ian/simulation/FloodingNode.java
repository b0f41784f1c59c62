package network.ian.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import network.ian.simulation.network.NodeUnderTest;
import network.ian.simulation.node.Blueprint;

/**
 * The least that spreads contributions, so that the simulator can be tested without the protocol: floods what is new, names
 * all it holds every few seconds, asks for what it lacks, and connects to whom it hears of.
 */
class FloodingNode implements NodeUnderTest {

    private static final long ROUND_NANOS = 5_000_000_000L;

    final Surroundings around;
    private final ProtocolConfig config;
    private final GoalSet goal;
    private final Map<Long, Peer> up = new LinkedHashMap<>();
    private final Map<Long, Long> heard = new LinkedHashMap<>();
    private final Map<HostPort, AddressRecord> known = new LinkedHashMap<>();
    private final Set<HostPort> dialled = new LinkedHashSet<>();
    private final Set<Hash> judging = new LinkedHashSet<>();

    FloodingNode(Blueprint blueprint) {
        this.around = blueprint.around();
        this.config = blueprint.config();
        this.goal = blueprint.goals().get(0);
        config.address().ifPresent(record -> known.put(record.address(), record));
    }

    @Override
    public void start() {
        round();
    }

    private void round() {
        long now = around.ticker().nanos();
        for (Peer peer : peers()) {
            if (now - heard.get(peer.connection().link()) > 4 * ROUND_NANOS) {
                around.links().close(peer, GoodbyeReason.UNRESPONSIVE, "");
                closed(peer.connection().link());
            } else {
                around.links().send(peer, new Message.AskPeers());
                nameAll(peer);
            }
        }
        if (up.size() < config.targetOutbound()) {
            List<HostPort> candidates = new ArrayList<>(config.seeds());
            candidates.addAll(known.keySet());
            HostPort choice = candidates.get(around.random().nextInt(candidates.size()));
            if (!config.address().orElseThrow().address().equals(choice) && dialled.add(choice)) {
                around.dialing().dial(choice, why -> dialled.remove(choice));
            }
        }
        around.timers().after(ROUND_NANOS / 4 + around.random().nextLong(ROUND_NANOS), this::round);
    }

    private void nameAll(Peer peer) {
        List<Hash> ids = new ArrayList<>();
        for (int ordinal = 0; ordinal < Math.min(1_000, goal.source().entryCount()); ordinal++) {
            ids.add(goal.source().idOf(ordinal));
        }
        if (!ids.isEmpty()) {
            around.links().send(peer, new Message.Announce(goal.topic(), AnnounceKind.HISTORY, ids));
        }
    }

    @Override
    public void connected(Peer.Connection connection) {
        Peer peer = new Peer(connection);
        up.put(connection.link(), peer);
        heard.put(connection.link(), around.ticker().nanos());
        around.links()
                .send(
                        peer,
                        new Message.Hello(
                                ProtocolConfig.VERSION, "flood", "flood", 0, config.address(), List.of(goal.head())));
        nameAll(peer);
    }

    @Override
    public void received(long link, Message message, int bytes) {
        Peer peer = up.get(link);
        if (peer == null) {
            return;
        }
        heard.put(link, around.ticker().nanos());
        if (message instanceof Message.Hello hello) {
            hello.address().ifPresent(record -> known.put(record.address(), record));
        } else if (message instanceof Message.AskPeers) {
            around.links()
                    .send(
                            peer,
                            new Message.Peers(known.values().stream().limit(32).toList()));
        } else if (message instanceof Message.Peers peers) {
            peers.records().forEach(record -> known.put(record.address(), record));
        } else if (message instanceof Message.Announce announce) {
            ask(peer, announce);
        } else if (message instanceof Message.Fetch fetch) {
            answer(peer, fetch);
        } else if (message instanceof Message.Push push) {
            take(peer, push.entry());
        }
    }

    private void ask(Peer peer, Message.Announce announce) {
        List<Hash> lacking = announce.ids().stream()
                .filter(id -> !goal.contains(id) && !judging.contains(id))
                .limit(64)
                .toList();
        if (!lacking.isEmpty()) {
            around.links().send(peer, new Message.Fetch(0, goal.topic(), lacking));
        }
    }

    private void answer(Peer peer, Message.Fetch fetch) {
        around.loader()
                .load(
                        goal,
                        fetch.ids(),
                        1 << 20,
                        items -> items.forEach(item -> {
                            if (item instanceof FetchedItem.Whole whole) {
                                around.links().send(peer, new Message.Push(goal.topic(), 1, whole.entry()));
                            }
                        }));
    }

    void take(Peer peer, WireEntry entry) {
        if (!goal.contains(entry.id()) && judging.add(entry.id())) {
            around.admission().judge(goal, entry, Entrance.HISTORY, verdict -> decided(peer, entry, verdict));
        }
    }

    private void decided(Peer from, WireEntry entry, Verdict verdict) {
        judging.remove(entry.id());
        if (verdict instanceof Verdict.Accept) {
            spread(from, entry);
        }
    }

    void spread(Peer from, WireEntry entry) {
        peers().stream()
                .filter(peer -> peer != from)
                .forEach(peer -> around.links().send(peer, new Message.Push(goal.topic(), 1, entry)));
    }

    @Override
    public void closed(long link) {
        Peer gone = up.remove(link);
        if (gone != null) {
            heard.remove(link);
            dialled.clear();
        }
    }

    @Override
    public void tooSlow(long link) {
        around.links().close(up.get(link), GoodbyeReason.TOO_SLOW, "");
        closed(link);
    }

    @Override
    public void setsChanged() {
        goal.refresh();
    }

    /** Floods one goal only. */
    @Override
    public void addGoal(GoalSet added) {}

    @Override
    public List<Peer> peers() {
        return List.copyOf(up.values());
    }

    @Override
    public Object snapshot() {
        return null;
    }

    @Override
    public void checkBounds() {}
}
