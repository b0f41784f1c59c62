package network.ian.p2p.protocol;

import java.util.Collection;
import java.util.Optional;
import network.ian.p2p.discovery.Discovery;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.GoodbyeReason;
import network.ian.p2p.wire.Message;

/** Which connections are kept, what this node says first, and what it makes of the first thing that a peer says. */
final class Handshake {

    private static final long SILENT_NANOS = 10_000_000_000L;

    private final ProtocolConfig config;
    private final Surroundings around;
    private final Collection<GoalSet> goals;
    private final Scoreboard scores;
    private final Discovery discovery;
    private Optional<AddressRecord> address;

    /** Why a Hello ends the connection without blame. */
    record Mismatch(GoodbyeReason reason, String detail) {}

    /** @param goals a live view of those that this node takes part in */
    Handshake(
            ProtocolConfig config,
            Surroundings around,
            Collection<GoalSet> goals,
            Scoreboard scores,
            Discovery discovery) {
        this.config = config;
        this.around = around;
        this.goals = goals;
        this.scores = scores;
        this.discovery = discovery;
        this.address = config.address();
    }

    /** Says from now on where this node can be reached. */
    void advertise(AddressRecord record) {
        address = Optional.of(record);
    }

    /**
     * Why a connection is not kept; empty if it is.
     *
     * @param known the session that there is with the same node
     */
    Optional<GoodbyeReason> refusal(Peer.Connection connection, Optional<Session> known) {
        if (connection.id().equals(config.self())) {
            return Optional.of(GoodbyeReason.SELF_CONNECTION);
        }
        return scores.refuses(connection.id(), connection.address())
                .or(() -> duplicate(connection, known))
                .or(() -> discovery.refuses(connection));
    }

    Message.Hello hello() {
        return new Message.Hello(
                ProtocolConfig.VERSION,
                config.networkId(),
                config.agent(),
                around.clock().millis(),
                address,
                goals.stream().map(GoalSet::head).toList());
    }

    /** Whether the peer belongs to another network or speaks another version. */
    Optional<Mismatch> mismatch(Message.Hello hello) {
        if (!hello.networkId().equals(config.networkId())) {
            return Optional.of(new Mismatch(GoodbyeReason.NETWORK_MISMATCH, "this network is " + config.networkId()));
        }
        return hello.protocol() == ProtocolConfig.VERSION
                ? Optional.empty()
                : Optional.of(new Mismatch(
                        GoodbyeReason.VERSION_MISMATCH, "this node speaks version " + ProtocolConfig.VERSION));
    }

    /** Whether the peer gives the address of another node as its own. */
    static boolean forged(Peer peer, Message.Hello hello) {
        return hello.address()
                .filter(record -> !record.nodeId().equals(peer.id()))
                .isPresent();
    }

    /** Of two connections that cross, both sides keep the one that the smaller id opened, unless the other has gone silent. */
    private Optional<GoodbyeReason> duplicate(Peer.Connection connection, Optional<Session> known) {
        if (known.isEmpty()
                || known.get().peer().direction() == connection.direction()
                || known.get().silentNanos(around.ticker().nanos()) > SILENT_NANOS) {
            return Optional.empty();
        }
        boolean selfIsSmaller = config.self().compareTo(connection.id()) < 0;
        boolean newIsKept = (connection.direction() == Direction.OUTBOUND) == selfIsSmaller;
        return newIsKept ? Optional.empty() : Optional.of(GoodbyeReason.DUPLICATE_CONNECTION);
    }
}
