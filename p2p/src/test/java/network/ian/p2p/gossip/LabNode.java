package network.ian.p2p.gossip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** One node of the lab: the gossip under test over an intake that admits everything after a short while. */
final class LabNode implements Links, Entryway {

    static final Hash TOPIC = Hash.wrap(new byte[Hash.SIZE]);

    private final int number;
    private final Lab lab;
    private final SplittableRandom random;
    private final LabEntries entries = new LabEntries();
    private final Set<Hash> judging = new HashSet<>();
    private final Map<Peer, LabWire> wires = new HashMap<>();
    private final GoalSet goal;
    private final Gossip gossip;
    private LabConduct conduct = LabConduct.HONEST;
    private int blamed;

    LabNode(int number, Lab lab, TreeRules rules, long seed) {
        this.number = number;
        this.lab = lab;
        this.random = new SplittableRandom(seed);
        this.goal = new GoalSet(TOPIC, "lab", 1 << 20, () -> entries, () -> true);
        LabTime time = lab.time();
        Surroundings around = new Surroundings(
                time::nanos, time, random, time::after, this, null, null, this::load, null, PeerTelemetry.NONE);
        this.gossip = new Gossip(around, this, peer -> blamed++, rules);
    }

    int number() {
        return number;
    }

    int blamed() {
        return blamed;
    }

    LabConduct conduct() {
        return conduct;
    }

    void conduct(LabConduct becomes) {
        conduct = becomes;
    }

    BroadcastTree tree() {
        return gossip.tree(goal);
    }

    Gossip gossip() {
        return gossip;
    }

    GoalSet goal() {
        return goal;
    }

    boolean holds(Hash id) {
        return entries.ordinalOf(id).isPresent();
    }

    /** How this node sees another: a new connection. */
    Peer meets(LabNode other, long latencyNanos, long link) {
        Hash id = Hash.wrap(Bytes.copyOf(new byte[Hash.SIZE]).toArray());
        Peer peer = new Peer(new Peer.Connection(
                link, id, Bytes.EMPTY, Direction.OUTBOUND, InetAddress.getLoopbackAddress(), other.number, 0, 0));
        peer.introduce("lab", Optional.empty(), List.of(new Head(TOPIC, 0, new Fingerprint(0, 0), 0, TOPIC, 0)));
        peer.roundTrip().sample(2 * latencyNanos);
        return peer;
    }

    void up(Peer peer, LabWire wire) {
        wires.put(peer, wire);
        gossip.up(peer);
    }

    void down(Peer peer) {
        wires.remove(peer);
        gossip.down(peer);
    }

    void post(WireEntry entry) {
        entries.add(entry, lab.time().millis());
        gossip.grown(goal, goal.refresh());
    }

    void receive(Peer from, Message message) {
        if (!wires.containsKey(from)) {
            return;
        }
        lab.received(this, message);
        if (message instanceof Message.Push push) {
            gossip.push(from, goal, push);
        } else if (message instanceof Message.Announce announce) {
            gossip.announce(from, goal, announce);
        } else if (message instanceof Message.Graft graft) {
            gossip.graft(from, goal, graft);
        } else if (message instanceof Message.Prune) {
            gossip.prune(from, goal);
        }
    }

    @Override
    public void send(Peer peer, Message message) {
        LabWire wire = wires.get(peer);
        if (wire != null && conduct.sends(message)) {
            wire.carry(message);
        }
    }

    @Override
    public boolean congested(Peer peer) {
        return false;
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        down(peer);
    }

    @Override
    public Offer offer(GoalSet set, Supplied supplied) {
        Hash id = supplied.entry().id();
        if (holds(id)) {
            return Offer.KNOWN;
        }
        if (!judging.add(id)) {
            return Offer.IN_PROGRESS;
        }
        lab.time().after(random.nextLong(1_000_000, 2_000_000), () -> admit(supplied));
        return Offer.TAKEN;
    }

    @Override
    public boolean settled(GoalSet set, Hash id) {
        return holds(id) || judging.contains(id);
    }

    private void admit(Supplied supplied) {
        judging.remove(supplied.entry().id());
        entries.add(supplied.entry(), lab.time().millis());
        lab.delivered(this, supplied.entry());
        boolean setFirst = random.nextBoolean();
        if (setFirst) {
            gossip.grown(goal, goal.refresh());
        }
        gossip.judged(goal, supplied, Result.ADMITTED);
        if (!setFirst) {
            gossip.grown(goal, goal.refresh());
        }
    }

    private void load(GoalSet set, List<Hash> ids, int budget, Consumer<List<FetchedItem>> loaded) {
        List<FetchedItem> items = new ArrayList<>();
        for (Hash id : ids) {
            WireEntry entry = entries.entry(id);
            items.add(entry == null ? new FetchedItem.Missing(id) : new FetchedItem.Whole(entry));
        }
        lab.time().after(100_000, () -> loaded.accept(items));
    }
}
