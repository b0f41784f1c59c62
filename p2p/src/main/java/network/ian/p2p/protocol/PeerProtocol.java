package network.ian.p2p.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.config.HostPort;
import network.ian.core.crypto.Hash;
import network.ian.p2p.discovery.Discovery;
import network.ian.p2p.finality.Anchoring;
import network.ian.p2p.gossip.Gossip;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.peer.ToldTime;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.sync.Synchronizer;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.p2p.wire.WireFault;
import network.ian.p2p.wire.WireLimits;

/**
 * The protocol of one node, without sockets, threads or clocks of its own: a shell or a simulator tells it what happens and
 * it answers through {@link Surroundings}. One thread calls everything here.
 */
public final class PeerProtocol {

    private static final long HELLO_WITHIN_NANOS = 10_000_000_000L;

    private final Surroundings around;
    private final Map<Hash, GoalSet> goals = new LinkedHashMap<>();
    private final Sessions sessions = new Sessions();
    private final Scoreboard scores;
    private final Intake intake;
    private final Gossip gossip;
    private final Synchronizer sync;
    private final Anchoring anchoring;
    private final Discovery discovery;
    private final Liveness liveness;
    private final HeadBroadcast broadcast;
    private final Dispatcher dispatcher;
    private final Handshake handshake;
    private final PinnedPeers pins;

    public PeerProtocol(ProtocolConfig config, Surroundings around, List<GoalSet> goals) {
        this.around = around;
        goals.forEach(goal -> this.goals.put(goal.topic(), goal));
        this.scores = new Scoreboard(around, this::drop, config.scores());
        this.intake = new Intake(around, scores);
        this.gossip = new Gossip(around, intake, scores);
        this.sync = new Synchronizer(config.self(), this.goals, around, intake, scores);
        this.anchoring = new Anchoring(this.goals, around, intake, scores, sync);
        this.discovery = new Discovery(config.discovery(), around, scores, this::drop);
        this.handshake = new Handshake(config, around, this.goals.values(), scores, discovery);
        this.pins = new PinnedPeers(discovery, scores);
        this.liveness = new Liveness(around, this::drop);
        this.broadcast = new HeadBroadcast(around, this.goals.values());
        this.dispatcher = new Dispatcher(this.goals, scores, gossip, sync, anchoring, discovery);
        intake.listen(gossip);
        intake.listen(sync);
        intake.listen(anchoring);
    }

    /** Begins to dial, to ping and to tell heads. */
    public void start() {
        discovery.start();
        liveness.start(sessions::up);
        broadcast.start(sessions::up);
    }

    /** A connection was opened and TLS is up. */
    public void connected(Peer.Connection connection) {
        Peer peer = new Peer(connection);
        Optional<Session> known = sessions.of(peer.id());
        Optional<GoodbyeReason> refusal = handshake.refusal(connection, known);
        if (refusal.isPresent()) {
            around.links().close(peer, refusal.get(), "");
            discovery.down(peer, false, refusal.get());
            return;
        }
        known.ifPresent(old -> drop(old.peer(), GoodbyeReason.REPLACED, ""));
        Session session = new Session(peer, around.ticker().nanos());
        sessions.add(session);
        around.telemetry().connected();
        Message.Hello hello = handshake.hello();
        hello.heads().forEach(session::tells);
        around.links().send(peer, hello);
        around.timers().after(HELLO_WITHIN_NANOS, () -> expectHello(session));
    }

    /** A whole frame came in; {@code bytes} is its length on the wire. */
    public void received(long link, Message message, int bytes) {
        Session session = sessions.at(link).orElse(null);
        if (session == null) {
            return;
        }
        session.heard(around.ticker().nanos());
        around.telemetry().received(message.type(), bytes);
        Peer peer = session.peer();
        if (message instanceof Message.Goodbye goodbye) {
            drop(peer, goodbye.reason(), "the peer said so");
        } else if (message instanceof Message.Hello hello) {
            greeted(session, hello);
        } else if (!session.up()) {
            scores.fault(peer, Fault.PROTOCOL_VIOLATION);
        } else if (scores.allows(peer, message.type(), bytes)) {
            if (!liveness.took(session, message)) {
                dispatcher.dispatch(peer, message);
            }
        } else if (message instanceof Message.Status status && sessions.has(session)) {
            dispatcher.heard(peer, status);
        }
    }

    /** A frame came in that breaks the format. */
    public void malformed(long link, WireFault fault) {
        sessions.at(link).ifPresent(session -> {
            around.telemetry().invalid(fault.label());
            scores.fault(session.peer(), Fault.MALFORMED_FRAME);
        });
    }

    /** A connection is gone, by whatever cause; nothing happens if the protocol closed it itself. */
    public void closed(long link) {
        sessions.at(link).ifPresent(session -> forget(session, GoodbyeReason.CLOSED));
    }

    /** The links's writer found that a peer takes nothing. */
    public void tooSlow(long link) {
        sessions.at(link).ifPresent(session -> drop(session.peer(), GoodbyeReason.TOO_SLOW, "takes nothing"));
    }

    /** Entries may have been admitted to some goal, by whatever path. */
    public void setsChanged() {
        for (GoalSet goal : goals.values()) {
            int first = goal.refresh();
            if (first < goal.size()) {
                gossip.grown(goal, first);
                sync.grown(goal, first);
            }
        }
    }

    /**
     * Takes part in one more goal from now on: tells every peer, and shares it with those that have announced it.
     *
     * @return false if this node takes part in it already
     * @throws IllegalStateException if it takes part in as many goals as a connection can name
     */
    public boolean addGoal(GoalSet goal) {
        if (goals.containsKey(goal.topic())) {
            return false;
        }
        if (goals.size() >= WireLimits.HEADS) {
            throw new IllegalStateException(
                    "goal " + goal.goalId() + ": peers can be told of " + WireLimits.HEADS + " goals at most");
        }
        goals.put(goal.topic(), goal);
        for (Session session : sessions.up()) {
            broadcast.announce(session);
            if (session.peer().takesPart(goal.topic())) {
                dispatcher.shares(session.peer(), goal);
            }
        }
        return true;
    }

    /** Says from now on in Hellos where this node can be reached; the shell may learn it late, or sign it anew. */
    public void advertise(AddressRecord record) {
        handshake.advertise(record);
    }

    /**
     * Keeps a connection to an address from now on; the node met there is never banned by anybody but an operator.
     *
     * @return false if too many addresses are kept already
     */
    public boolean pin(HostPort keep) {
        return pins.pin(keep);
    }

    /** Takes {@link #pin} back; false if the address was not pinned. */
    public boolean unpin(HostPort kept) {
        return pins.unpin(kept);
    }

    /** Says Goodbye to everybody. */
    public void stop() {
        discovery.stop();
        sessions.all().forEach(session -> drop(session.peer(), GoodbyeReason.SHUTTING_DOWN, ""));
    }

    /** The peers whose Hello was accepted. */
    public List<Peer> peers() {
        return sessions.up().stream().map(Session::peer).toList();
    }

    /** By how many milliseconds this node's clock is ahead of what a peer said; empty before its Hello. */
    public OptionalLong aheadMs(Peer peer) {
        return peer.clock()
                .map(told -> OptionalLong.of(
                        told.aheadMs(around.clock().millis(), around.ticker().nanos())))
                .orElse(OptionalLong.empty());
    }

    /** Ends a connection at once; does nothing if it has ended. */
    public void drop(Peer peer, GoodbyeReason reason, String detail) {
        sessions.at(peer.connection().link()).ifPresent(session -> {
            around.links().close(peer, reason, detail);
            forget(session, reason);
        });
    }

    public Collection<GoalSet> goals() {
        return goals.values();
    }

    public Scoreboard scores() {
        return scores;
    }

    public Intake intake() {
        return intake;
    }

    public Gossip gossip() {
        return gossip;
    }

    public Synchronizer synchronizer() {
        return sync;
    }

    public Anchoring anchoring() {
        return anchoring;
    }

    public Discovery discovery() {
        return discovery;
    }

    private void expectHello(Session session) {
        if (!session.up()) {
            drop(session.peer(), GoodbyeReason.HANDSHAKE_TIMEOUT, "no Hello within 10 s");
        }
    }

    private void greeted(Session session, Message.Hello hello) {
        Peer peer = session.peer();
        if (session.up()) {
            scores.fault(peer, Fault.PROTOCOL_VIOLATION);
            return;
        }
        Optional<Handshake.Mismatch> mismatch = handshake.mismatch(hello);
        if (mismatch.isPresent()) {
            drop(peer, mismatch.get().reason(), mismatch.get().detail());
        } else if (Handshake.forged(peer, hello)) {
            scores.fault(peer, Fault.FORGED_CLAIM);
        } else {
            peer.introduce(hello.agent(), hello.address(), hello.heads());
            peer.tells(ToldTime.of(hello.timeMs(), around.ticker().nanos()));
            session.isUp();
            // What was added since the Hello went out.
            broadcast.announce(session);
            scores.up(peer);
            discovery.up(peer);
            pins.met();
            gossip.up(peer);
            sync.up(peer);
            anchoring.up(peer);
            liveness.ping(session);
        }
    }

    private void forget(Session session, GoodbyeReason reason) {
        Peer peer = session.peer();
        sessions.remove(session);
        around.telemetry().disconnected(reason);
        boolean wasUp = session.up();
        if (wasUp) {
            gossip.down(peer);
            sync.down(peer);
            anchoring.down(peer);
            scores.down(peer);
        }
        discovery.down(peer, wasUp, reason);
    }
}
