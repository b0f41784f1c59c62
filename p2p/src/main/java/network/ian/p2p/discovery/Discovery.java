package network.ian.p2p.discovery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Expulsion;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** Finds nodes and decides whom to connect to. Owned by the protocol's thread. */
public final class Discovery {

    private static final long BUSY_TICK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long IDLE_TICK_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long SOON_NANOS = Duration.ofMillis(50).toNanos();
    private static final long SECOND_LOOK_NANOS = Duration.ofSeconds(22).toNanos();
    private static final int SECOND_LOOK_PEERS = 8;
    private static final long LASTED_NANOS = Duration.ofSeconds(30).toNanos();

    private final Surroundings around;
    private final Slots slots = new Slots();
    private final SlotRules rules;
    private final DialHistory history;
    private final AddressBook book;
    private final RecentNodes recent;
    private final RecordIntake intake;
    private final PeerExchange exchange;
    private final Probation probation;
    private final Outcomes outcomes;
    private final NamedHosts seeds;
    private final Pins pins;
    private final Anchors anchors = new Anchors();
    private final Dials dials;
    private final Dialer dialer;
    private final Memory memory;
    private boolean running;
    private boolean stopped;
    private boolean workComing;

    /** @param expulsion ends a connection of this node at once */
    public Discovery(DiscoveryConfig config, Surroundings around, Scoreboard scores, Expulsion expulsion) {
        this.around = around;
        Self self = new Self(config);
        this.rules = new SlotRules(config, slots);
        this.history = new DialHistory(around.ticker(), around.random());
        this.book = new AddressBook(around.clock(), around.random(), history);
        this.recent = new RecentNodes(around.ticker());
        this.intake = new RecordIntake(self, around, scores, book, recent);
        this.exchange = new PeerExchange(config, around, scores, slots, book, recent, intake);
        this.probation = new Probation(around, slots, rules, expulsion);
        this.outcomes = new Outcomes(self, book, history);
        this.seeds = new NamedHosts(around, "seed");
        config.seeds().forEach(seeds::add);
        this.pins = new Pins(around);
        this.dials = new Dials(around.ticker());
        Candidates candidates = new Candidates(
                around.random(), book, slots, new DialRules(self, scores, book, slots, rules, history, dials));
        this.dialer =
                new Dialer(config, around, slots, dials, candidates, outcomes, new Preferred(seeds, pins, anchors));
        this.memory = new Memory(config, self, book, anchors, pins, intake);
    }

    /** Takes back what {@link #snapshot} gave before a restart. To be called before {@link #start}. */
    public void restore(KnownPeers remembered) {
        memory.restore(remembered);
    }

    /** What to remember across a restart. */
    public KnownPeers snapshot() {
        anchors.remember(slots, around.ticker().nanos());
        return memory.snapshot();
    }

    /** Begins to dial. */
    public void start() {
        running = true;
        dialer.start();
        tick();
    }

    /** Ends dialling and lets nobody in any more; connections stay as they are. */
    public void stop() {
        stopped = true;
    }

    /**
     * Why there is no slot for one more connection; empty if there is, and then the connection counts until {@link #down}
     * tells of its end. An earlier connection of the same node does not count: it is replaced.
     */
    public Optional<GoodbyeReason> refuses(Peer.Connection connection) {
        if (stopped) {
            return Optional.of(GoodbyeReason.SHUTTING_DOWN);
        }
        List<Slot> replaced = slots.where(slot -> slot.id().equals(connection.id()));
        replaced.forEach(slot -> slots.remove(slot.link()));
        Ruling ruling = rule(connection);
        ruling.role()
                .ifPresentOrElse(role -> slots.add(new Slot(connection, role)), () -> replaced.forEach(slots::add));
        return ruling.refusal();
    }

    /** The Hello of a connection that was not refused has come. */
    public void up(Peer peer) {
        Slot slot = slots.of(peer.connection().link());
        if (slot == null) {
            return;
        }
        slot.up(peer, around.ticker().nanos());
        slot.early(dialer.early());
        if (dialer.met() && dialer.early()) {
            around.timers().after(SECOND_LOOK_NANOS, () -> exchange.askSome(SECOND_LOOK_PEERS));
        }
        if (slot.outbound()) {
            book.reached(slot.endpoint(), slot.id());
            pins.met(slot.endpoint(), slot.id());
        }
        exchange.up(slot);
        probation.begin(slot);
        soon();
    }

    /**
     * A connection ended, or was refused.
     *
     * @param wasUp whether {@link #up} had told of it
     * @param reason what this node or the peer said
     */
    public void down(Peer peer, boolean wasUp, GoodbyeReason reason) {
        Slot slot = slots.remove(peer.connection().link());
        if (peer.direction() == Direction.OUTBOUND) {
            Endpoint endpoint = Endpoint.of(peer.connection());
            dials.end(endpoint);
            boolean lasted = slot != null && wasUp && around.ticker().nanos() - slot.upNanos() >= LASTED_NANOS;
            outcomes.ended(endpoint, reason, lasted, dialer.isFixed(endpoint));
            if (reason == GoodbyeReason.DUPLICATE_CONNECTION) {
                metTwice(endpoint, peer.id());
            }
        }
        if (reason == GoodbyeReason.BANNED) {
            recent.forget(peer.id());
        }
        soon();
    }

    public void askPeers(Peer from) {
        Slot slot = slots.of(from.connection().link());
        if (slot != null && slot.isUp()) {
            exchange.asked(slot, probation::served);
        }
    }

    public void peers(Peer from, Message.Peers peers) {
        Slot slot = slots.of(from.connection().link());
        if (slot != null && slot.isUp()) {
            exchange.told(slot, peers, this::soon);
        }
    }

    /**
     * Keeps a connection to {@code address} from now on, beside all limits.
     *
     * @return false if there are 64 already
     */
    public boolean pin(HostPort address) {
        boolean pinned = pins.add(address);
        pins.refresh();
        slots.where(slot -> slot.outbound() && pins.covers(slot.endpoint())).forEach(slot -> {
            slot.role(Role.PINNED);
            pins.met(slot.endpoint(), slot.id());
        });
        soon();
        return pinned;
    }

    /** Ends what {@link #pin} began; the connection stays as an ordinary one. False if the address was not pinned. */
    public boolean unpin(HostPort address) {
        boolean removed = pins.remove(address);
        slots.where(slot -> slot.role() == Role.PINNED && !isPinned(slot)).forEach(probation::unpinned);
        return removed;
    }

    public List<HostPort> pinned() {
        return pins.hosts();
    }

    /** The nodes that were met at pinned addresses. */
    public Set<Hash> pinnedIds() {
        return pins.ids();
    }

    public DiscoverySummary summary() {
        return new DiscoverySummary(
                book.newCount(),
                book.triedCount(),
                anchors.endpoints().size(),
                dials.size(),
                slots.count(Role.OUTBOUND),
                slots.count(Role.INBOUND),
                slots.count(Role.VISITOR),
                pins.hosts(),
                recent.size(),
                history.size());
    }

    private Ruling rule(Peer.Connection connection) {
        Endpoint endpoint = Endpoint.of(connection);
        boolean outbound = connection.direction() == Direction.OUTBOUND;
        Role wanted = outbound ? dials.end(endpoint).orElse(Role.OUTBOUND) : Role.INBOUND;
        if (pins.isPinned(connection.id()) || (outbound && pins.covers(endpoint))) {
            return Ruling.as(Role.PINNED);
        }
        return outbound ? rules.outbound(connection, wanted) : rules.inbound(connection);
    }

    /** The address is of a node that is connected already: who is there is known now, and a pin has what it wants. */
    private void metTwice(Endpoint endpoint, Hash id) {
        book.reached(endpoint, id);
        pins.met(endpoint, id);
        if (pins.isPinned(id)) {
            slots.where(slot -> slot.id().equals(id)).forEach(slot -> slot.role(Role.PINNED));
        }
    }

    private boolean isPinned(Slot slot) {
        return pins.isPinned(slot.id()) || (slot.outbound() && pins.covers(slot.endpoint()));
    }

    private void tick() {
        if (stopped) {
            return;
        }
        try {
            work();
        } finally {
            long pause = dialer.missing() > 0 || dials.size() > 0 ? BUSY_TICK_NANOS : IDLE_TICK_NANOS;
            around.timers().after(pause - pause / 8 + around.random().nextLong(pause / 4), this::tick);
        }
    }

    private void work() {
        seeds.refresh();
        pins.refresh();
        intake.recheck();
        anchors.remember(slots, around.ticker().nanos());
        exchange.round();
        dialer.work();
    }

    /** Something changed that may be worth a dial: looks in a moment, once for all that happens until then. */
    private void soon() {
        if (running && !stopped && !workComing) {
            workComing = true;
            around.timers().after(SOON_NANOS + around.random().nextLong(SOON_NANOS), () -> {
                workComing = false;
                if (!stopped) {
                    dialer.work();
                }
            });
        }
    }
}
