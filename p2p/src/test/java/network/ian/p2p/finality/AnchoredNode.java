package network.ian.p2p.finality;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import network.ian.core.codec.Bytes;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.PrefixWanted;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Dialing;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.RecordVerifier;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.protocol.PeerProtocol;
import network.ian.p2p.protocol.ProtocolConfig;
import network.ian.p2p.score.ScoreSettings;
import network.ian.p2p.wire.Decoded;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;
import network.ian.p2p.wire.WireLimits;

/** A whole protocol with fake ports. What it says can be tampered with. */
final class AnchoredNode implements Links, Dialing {

    static final Hash TOPIC = Sha256.of("goal".getBytes(StandardCharsets.UTF_8));

    private final Net net;
    private final Hash id;
    private final Ledger ledger = new Ledger();
    private final TestChain chain;
    private final TestFinality finality;
    private final PeerProtocol protocol;
    private final Map<Long, Far> links = new LinkedHashMap<>();
    private final Map<Hash, Verdict> verdicts = new HashMap<>();
    private final List<Message> received = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> rateLimited = new ArrayList<>();
    private Function<Message, List<Message>> tamper = List::of;
    private boolean blind;

    private record Far(AnchoredNode node, long link) {}

    AnchoredNode(Net net, int number) {
        this.net = net;
        this.id = Sha256.of(("node" + number).getBytes(StandardCharsets.UTF_8));
        this.chain = new TestChain(net, this::tipChanged);
        this.finality = new TestFinality(net, ledger, this::anchoring);
        GoalSet goal = new GoalSet(TOPIC, "TEST", 1 << 20, ledger::current, () -> true);
        ProtocolConfig config = new ProtocolConfig(
                id, "test", "test", Optional.empty(), 50, 8, List.of(), false, ScoreSettings.DEFAULT);
        this.protocol = new PeerProtocol(config, surroundings(), List.of(goal));
        protocol.start();
    }

    private Surroundings surroundings() {
        return new Surroundings(
                net.clock(),
                net.clock().wall(),
                new Random(net.random().nextLong()),
                net::after,
                this,
                this,
                this::judge,
                (set, ids, budget, loaded) -> load(ids, loaded),
                (records, verified) -> net.after(0, () -> verified.accept(new RecordVerifier.Result(List.of(), false))),
                new PeerTelemetry() {
                    @Override
                    public void invalid(String reason) {
                        faults.add(reason);
                    }

                    @Override
                    public void rateLimited(String scope) {
                        rateLimited.add(scope);
                    }
                },
                chain,
                finality);
    }

    void connect(long link, AnchoredNode other, long far, Direction direction) {
        links.put(link, new Far(other, far));
        protocol.connected(new Peer.Connection(
                link,
                other.id,
                Bytes.EMPTY,
                direction,
                address(link),
                9000,
                net.clock().nanos(),
                0));
    }

    /** Entries that are there from the start. */
    void hold(List<WireEntry> entries) {
        entries.forEach(ledger::add);
        protocol.setsChanged();
    }

    /** Freezes what it holds, as whoever reads the chain and has all entries does. */
    void freeze(List<Hash> prefix) {
        ledger.freeze(prefix);
        protocol.setsChanged();
    }

    /** From now on each message is replaced by what comes out. */
    void tamper(Function<Message, List<Message>> with) {
        tamper = with;
    }

    /** From now on makes nothing of answers: what the test asks in its name brings some that it did not ask for itself. */
    void blind() {
        blind = true;
    }

    /** Says something to all peers, untampered. */
    void say(Message message) {
        List.copyOf(links.values()).forEach(far -> deliver(far, message));
    }

    void seek(List<Hash> prefix, int from) {
        anchoring().seek(TOPIC, new PrefixWanted(from, prefix.size(), Ledger.root(prefix)));
    }

    void verdict(Hash entry, Verdict verdict) {
        verdicts.put(entry, verdict);
    }

    Hash id() {
        return id;
    }

    Ledger ledger() {
        return ledger;
    }

    TestChain chain() {
        return chain;
    }

    TestFinality finality() {
        return finality;
    }

    PeerProtocol protocol() {
        return protocol;
    }

    Anchoring anchoring() {
        return protocol.anchoring();
    }

    boolean bans(AnchoredNode other) {
        return protocol.scores().banned(other.id);
    }

    int peers() {
        return protocol.peers().size();
    }

    /** Labels of the faults that it found, in order. */
    List<String> faults() {
        return faults;
    }

    List<String> rateLimited() {
        return rateLimited;
    }

    <T extends Message> List<T> received(Class<T> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void send(Peer peer, Message message) {
        Far far = links.get(peer.connection().link());
        if (far != null) {
            tamper.apply(message).forEach(said -> deliver(far, said));
        }
    }

    @Override
    public boolean congested(Peer peer) {
        return false;
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        long link = peer.connection().link();
        Far far = links.remove(link);
        net.after(0, () -> protocol.closed(link));
        if (far != null) {
            net.deliver(() -> far.node.lost(far.link));
        }
    }

    @Override
    public void dial(HostPort address, Consumer<String> failed) {
        net.after(0, () -> failed.accept("refused"));
    }

    @Override
    public void resolve(String host, Consumer<List<InetAddress>> resolved) {
        net.after(0, () -> resolved.accept(List.of()));
    }

    private void deliver(Far far, Message message) {
        byte[] frame = FrameCodec.encode(message);
        net.deliver(() -> far.node.receive(far.link, frame));
    }

    private void receive(long link, byte[] frame) {
        Decoded decoded = FrameCodec.decode(Arrays.copyOfRange(frame, WireLimits.LENGTH_BYTES, frame.length));
        if (links.containsKey(link) && decoded instanceof Decoded.Understood understood) {
            Message message = understood.message();
            received.add(message);
            boolean answer = message instanceof Message.Prefix || message instanceof Message.Chain;
            if (!(blind && answer)) {
                protocol.received(link, message, frame.length);
            }
        }
    }

    private void lost(long link) {
        links.remove(link);
        protocol.closed(link);
    }

    private void tipChanged() {
        anchoring().tipChanged(TOPIC);
    }

    private void judge(GoalSet goal, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        net.after(1_000_000, () -> {
            Verdict verdict = verdicts.getOrDefault(entry.id(), new Verdict.Accept());
            if (verdict instanceof Verdict.Accept) {
                ledger.add(entry);
                finality.fold();
                net.after(1_000_000, protocol::setsChanged);
            }
            decided.accept(verdict);
        });
    }

    private void load(List<Hash> ids, Consumer<List<FetchedItem>> loaded) {
        List<FetchedItem> items = new ArrayList<>();
        for (Hash wanted : ids) {
            WireEntry entry = ledger.get(wanted);
            items.add(entry == null ? new FetchedItem.Missing(wanted) : new FetchedItem.Whole(entry));
        }
        net.after(500_000, () -> loaded.accept(items));
    }

    private static InetAddress address(long link) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (link >> 8), (byte) link});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
