package network.ian.p2p.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.runtime.ManualClock;
import network.ian.core.verdict.Reason;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Admission;
import network.ian.p2p.port.Dialing;
import network.ian.p2p.port.EntryLoader;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.PeerTelemetry;
import network.ian.p2p.port.RecordVerifier;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.port.Timers;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.FrameCodec;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireEntry;

/**
 * Surroundings that answer late, in any order and at random: verdicts, loads, checks, dials and lookups wait until the driver
 * lets one of them happen.
 */
final class StormWorld implements Links, Timers, Admission, EntryLoader, RecordVerifier, Dialing {

    /** More of either means that the protocol piles work up for one node with a few dozen peers. */
    static final int MOST_TIMERS = 20_000;

    static final int MOST_PENDING = 20_000;

    private static final int KEPT_SENT = 64;

    private final Random random;
    private final StormChains chains;
    private final ManualClock clock = new ManualClock();
    private final Map<Hash, GrowingSource> sources = new HashMap<>();
    private final List<Runnable> pending = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Long> closing = new ArrayList<>();
    private long timerNumber;

    /** What the protocol said to whom. */
    record Sent(long link, Message message) {}

    private record Timer(long atNanos, long number, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int order = Long.compare(atNanos, other.atNanos);
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    StormWorld(Random random) {
        this.random = random;
        this.chains = new StormChains(random, pending::add);
    }

    Surroundings surroundings() {
        Clock wall = clock.wall();
        return new Surroundings(
                clock,
                wall,
                new Random(random.nextLong()),
                this,
                this,
                this,
                this,
                this,
                this,
                PeerTelemetry.NONE,
                chains,
                chains);
    }

    GoalSet goal(Hash topic, int maxPackBytes) {
        GrowingSource source = sources.computeIfAbsent(topic, any -> new GrowingSource());
        return new GoalSet(topic, "goal", maxPackBytes, () -> source, () -> random.nextInt(16) != 0);
    }

    /** A client brings a contribution. */
    void post(Hash topic, WireEntry entry) {
        sources.get(topic).add(entry);
    }

    /** What the goal has admitted. */
    GrowingSource source(Hash topic) {
        return sources.get(topic);
    }

    /** One of the callbacks that wait, at random; nothing if none does. */
    void callBack() {
        if (!pending.isEmpty()) {
            Collections.swap(pending, random.nextInt(pending.size()), pending.size() - 1);
            pending.remove(pending.size() - 1).run();
        }
    }

    int pending() {
        return pending.size();
    }

    int timers() {
        return timers.size();
    }

    void pass(Duration time) {
        clock.advance(time);
        while (!timers.isEmpty() && timers.peek().atNanos <= clock.nanos()) {
            timers.poll().action.run();
        }
    }

    /** One of the messages that the protocol sent lately, but for Hellos: a second one ends a connection. */
    Optional<Sent> anySent() {
        return sent.isEmpty() ? Optional.empty() : Optional.of(sent.get(random.nextInt(sent.size())));
    }

    /** Links that the protocol closed since the last call. */
    List<Long> takeClosing() {
        List<Long> taken = List.copyOf(closing);
        closing.clear();
        return taken;
    }

    @Override
    public void send(Peer peer, Message message) {
        // What cannot be encoded must never be sent.
        FrameCodec.encode(message);
        if (message instanceof Message.Hello) {
            return;
        }
        Sent one = new Sent(peer.connection().link(), message);
        if (sent.size() < KEPT_SENT) {
            sent.add(one);
        } else {
            sent.set(random.nextInt(KEPT_SENT), one);
        }
    }

    @Override
    public boolean congested(Peer peer) {
        return random.nextInt(8) == 0;
    }

    @Override
    public void close(Peer peer, GoodbyeReason reason, String detail) {
        FrameCodec.encode(Message.Goodbye.saying(reason, detail));
        closing.add(peer.connection().link());
    }

    @Override
    public void after(long delayNanos, Runnable action) {
        timers.add(new Timer(clock.nanos() + Math.max(0, delayNanos), timerNumber++, action));
    }

    @Override
    public void judge(GoalSet goal, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        pending.add(() -> {
            Verdict verdict = verdict();
            if (verdict instanceof Verdict.Accept) {
                sources.get(goal.topic()).add(entry);
            }
            decided.accept(verdict);
        });
    }

    @Override
    public void load(GoalSet goal, List<Hash> ids, int budgetBytes, Consumer<List<FetchedItem>> loaded) {
        List<Hash> asked = List.copyOf(ids);
        pending.add(() -> loaded.accept(items(sources.get(goal.topic()), asked, budgetBytes)));
    }

    @Override
    public void verify(List<AddressRecord> records, Consumer<RecordVerifier.Result> verified) {
        List<AddressRecord> given = List.copyOf(records);
        pending.add(() -> {
            boolean forged = random.nextInt(16) == 0;
            List<AddressRecord> valid =
                    given.stream().filter(record -> random.nextInt(4) != 0).toList();
            verified.accept(new RecordVerifier.Result(valid, forged));
        });
    }

    @Override
    public void dial(HostPort address, Consumer<String> failed) {
        pending.add(() -> failed.accept("refused"));
    }

    @Override
    public void resolve(String host, Consumer<List<InetAddress>> resolved) {
        pending.add(() -> resolved.accept(random.nextBoolean() ? List.of() : List.of(address(), address())));
    }

    /** Any IPv4 address, half of them private. */
    InetAddress address() {
        byte[] octets = new byte[4];
        random.nextBytes(octets);
        if (random.nextBoolean()) {
            octets[0] = 10;
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Verdict verdict() {
        return switch (random.nextInt(8)) {
            case 0 -> new Verdict.Reject(Reason.INVALID_SIGNATURE, "");
            case 1 -> new Verdict.Reject(Reason.BELOW_THRESHOLD, "");
            case 2 -> new Verdict.Reject(Reason.INVALID_STRUCTURE, "");
            case 3 -> new Verdict.Ignore(Reason.STALE, "");
            case 4 -> new Verdict.Ignore(Reason.DUPLICATE, "");
            case 5 -> new Verdict.Undecided(Reason.OVERLOADED, "");
            default -> new Verdict.Accept();
        };
    }

    private List<FetchedItem> items(GrowingSource source, List<Hash> ids, int budgetBytes) {
        List<FetchedItem> items = new ArrayList<>();
        int bytes = 0;
        for (Hash id : ids) {
            FetchedItem item = item(source, id);
            items.add(item);
            bytes += item instanceof FetchedItem.Whole whole ? whole.entry().contentBytes() : 0;
            if (bytes > budgetBytes) {
                break;
            }
        }
        return items;
    }

    private FetchedItem item(GrowingSource source, Hash id) {
        if (source.ordinalOf(id).isEmpty()) {
            return new FetchedItem.Missing(id);
        }
        WireEntry entry = source.entry(source.ordinalOf(id).getAsInt());
        return random.nextInt(8) == 0
                ? new FetchedItem.HeaderOnly(id, entry.header(), entry.signature())
                : new FetchedItem.Whole(entry);
    }
}
