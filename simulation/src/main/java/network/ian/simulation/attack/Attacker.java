package network.ian.simulation.attack;

import java.util.List;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Links;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;
import network.ian.simulation.content.Shelf;
import network.ian.simulation.network.NodeUnderTest;
import network.ian.simulation.node.Blueprint;
import network.ian.simulation.node.NodeFactory;

/** A node that runs the protocol through links that it tampers with. */
public final class Attacker implements NodeUnderTest {

    private final NodeUnderTest inner;
    private final Attack attack;

    /** @param protocol what it runs underneath */
    public Attacker(Blueprint blueprint, AttackerKind kind, Stage.Plot plot, NodeFactory protocol) {
        Surroundings real = blueprint.around();
        this.attack = kind.on(
                new Stage(blueprint.host(), blueprint.shelf().disk(Shelf.FIRST), real, this::peers, Shelf.FIRST, plot));
        this.inner = protocol.create(blueprint.with(new Surroundings(
                real.ticker(),
                real.clock(),
                real.random(),
                real.timers(),
                new TamperedLinks(real.links()),
                real.dialing(),
                real.admission(),
                real.loader(),
                real.verifier(),
                real.telemetry(),
                real.chains(),
                real.prefixes())));
    }

    private final class TamperedLinks implements Links {

        private final Links real;

        TamperedLinks(Links real) {
            this.real = real;
        }

        @Override
        public void send(Peer peer, Message message) {
            attack.outgoing(peer, message).ifPresent(tampered -> real.send(peer, tampered));
        }

        @Override
        public boolean congested(Peer peer) {
            return real.congested(peer);
        }

        @Override
        public void close(Peer peer, GoodbyeReason reason, String detail) {
            real.close(peer, reason, detail);
        }
    }

    @Override
    public void start() {
        inner.start();
        attack.start();
    }

    @Override
    public void connected(Peer.Connection connection) {
        inner.connected(connection);
    }

    @Override
    public void received(long link, Message message, int bytes) {
        inner.received(link, message, bytes);
    }

    @Override
    public void closed(long link) {
        inner.closed(link);
    }

    @Override
    public void tooSlow(long link) {
        inner.tooSlow(link);
    }

    @Override
    public void setsChanged() {
        inner.setsChanged();
    }

    @Override
    public void addGoal(GoalSet goal) {
        inner.addGoal(goal);
    }

    @Override
    public List<Peer> peers() {
        return inner.peers();
    }

    @Override
    public Object snapshot() {
        return inner.snapshot();
    }

    @Override
    public void checkBounds() {
        inner.checkBounds();
    }
}
