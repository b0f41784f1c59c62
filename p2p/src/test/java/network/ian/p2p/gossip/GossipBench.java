package network.ian.p2p.gossip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Fingerprint;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/** One gossip whose peers and judgements a test plays by hand. */
final class GossipBench implements Links, Entryway {

    static final Hash TOPIC = Hash.wrap(new byte[Hash.SIZE]);

    final LabTime time = new LabTime();
    final LabEntries entries = new LabEntries();
    final GoalSet goal = new GoalSet(TOPIC, "bench", 1 << 20, () -> entries, () -> true);
    final List<Sent> sent = new ArrayList<>();
    final Map<Hash, Supplied> judging = new LinkedHashMap<>();
    final Set<Peer> congested = new HashSet<>();
    final List<Peer> blamed = new ArrayList<>();
    final Gossip gossip;
    private long links;

    record Sent(Peer to, Message message) {}

    GossipBench() {
        Surroundings around = new Surroundings(
                time::nanos,
                time,
                new SplittableRandom(1),
                time::after,
                this,
                null,
                null,
                this::load,
                null,
                PeerTelemetry.NONE);
        gossip = new Gossip(around, this, blamed::add, TreeRules.STANDARD);
    }

    Peer peer() {
        Peer peer = new Peer(new Peer.Connection(
                links++, TOPIC, Bytes.EMPTY, Direction.OUTBOUND, InetAddress.getLoopbackAddress(), 1, 0, 0));
        peer.introduce("", Optional.empty(), List.of(new Head(TOPIC, 0, new Fingerprint(0, 0), 0, TOPIC, 0)));
        peer.roundTrip().sample(20_000_000);
        gossip.up(peer);
        return peer;
    }

    static WireEntry entry(int number, int bodyBytes) {
        Bytes header = Bytes.wrap(new byte[] {(byte) number, (byte) (number >> 8), 7});
        return WireEntry.of(header, Bytes.EMPTY, Bytes.wrap(new byte[bodyBytes]));
    }

    void push(Peer from, WireEntry entry, int hops) {
        gossip.push(from, goal, new Message.Push(TOPIC, hops, entry));
    }

    void announce(Peer from, Hash... ids) {
        gossip.announce(from, goal, new Message.Announce(TOPIC, AnnounceKind.LAZY, List.of(ids)));
    }

    void announceLarge(Peer from, Hash id) {
        gossip.announce(from, goal, new Message.Announce(TOPIC, AnnounceKind.LARGE, List.of(id)));
    }

    void prune(Peer from) {
        gossip.prune(from, goal);
    }

    void judge(WireEntry entry, Result result) {
        Supplied supplied = judging.remove(entry.id());
        if (result == Result.ADMITTED) {
            entries.add(entry, time.millis());
        }
        gossip.judged(goal, supplied, result);
        gossip.grown(goal, goal.refresh());
    }

    void post(WireEntry entry, long ageMs) {
        entries.add(entry, time.millis() - ageMs);
        gossip.grown(goal, goal.refresh());
        pass(10);
    }

    void fetched(Peer from, WireEntry entry) {
        entries.add(entry, time.millis());
        gossip.grown(goal, goal.refresh());
        gossip.judged(goal, new Supplied(entry, from, Entrance.HISTORY, 0, time.nanos()), Result.ADMITTED);
        pass(10);
    }

    void pass(long ms) {
        time.runUntil(time.nanos() + ms * 1_000_000);
    }

    /** Messages of one kind that one peer was sent. */
    <M extends Message> List<M> sentTo(Peer peer, Class<M> kind) {
        return sent.stream()
                .filter(one -> one.to().equals(peer))
                .map(Sent::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    <M extends Message> List<M> sent(Class<M> kind) {
        return sent.stream()
                .map(Sent::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void send(Peer peer, Message message) {
        sent.add(new Sent(peer, message));
    }

    @Override
    public boolean congested(Peer peer) {
        return congested.contains(peer);
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        gossip.down(peer);
    }

    @Override
    public Offer offer(GoalSet set, Supplied supplied) {
        Hash id = supplied.entry().id();
        if (goal.contains(id)) {
            return Offer.KNOWN;
        }
        return judging.putIfAbsent(id, supplied) == null ? Offer.TAKEN : Offer.IN_PROGRESS;
    }

    @Override
    public boolean settled(GoalSet set, Hash id) {
        return goal.contains(id) || judging.containsKey(id);
    }

    private void load(GoalSet set, List<Hash> ids, int budget, Consumer<List<FetchedItem>> loaded) {
        List<FetchedItem> items = new ArrayList<>();
        int bytes = 0;
        for (Hash id : ids) {
            WireEntry entry = entries.entry(id);
            items.add(entry == null ? new FetchedItem.Missing(id) : new FetchedItem.Whole(entry));
            bytes += entry == null ? 0 : entry.contentBytes();
            if (bytes > budget) {
                break;
            }
        }
        time.after(1_000_000, () -> loaded.accept(items));
    }
}
