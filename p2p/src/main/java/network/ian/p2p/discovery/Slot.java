package network.ian.p2p.discovery;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Direction;
import network.ian.p2p.peer.IpPrefix;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.AddressRecord;

/** A connection that was let in, and what discovery has to do with it. Owned by the protocol's thread. */
final class Slot {

    private final Peer.Connection connection;
    private final Endpoint endpoint;
    private final IpPrefix prefix;
    private final NetGroup group;
    private Role role;
    private Peer peer;
    private AddressRecord record;
    private long upNanos;
    private boolean early;
    private long askedNanos;
    private boolean asked;
    private boolean awaiting;
    private long answeredNanos;
    private boolean answered;

    Slot(Peer.Connection connection, Role role) {
        this.connection = connection;
        this.endpoint = Endpoint.of(connection);
        this.prefix = endpoint.prefix();
        this.group = NetGroup.of(endpoint);
        this.role = role;
    }

    long link() {
        return connection.link();
    }

    Hash id() {
        return connection.id();
    }

    boolean outbound() {
        return connection.direction() == Direction.OUTBOUND;
    }

    /** The far end; where the peer listens only if the connection is outbound. */
    Endpoint endpoint() {
        return endpoint;
    }

    IpPrefix prefix() {
        return prefix;
    }

    NetGroup group() {
        return group;
    }

    Role role() {
        return role;
    }

    void role(Role now) {
        role = now;
    }

    void up(Peer greeted, long nowNanos) {
        peer = greeted;
        upNanos = nowNanos;
    }

    /** Whether it was taken while there was little to choose from. */
    boolean early() {
        return early;
    }

    void early(boolean littleChoice) {
        early = littleChoice;
    }

    boolean isUp() {
        return peer != null;
    }

    /** Only of a connection that is up. */
    Peer peer() {
        return peer;
    }

    long upNanos() {
        return upNanos;
    }

    /** The peer's own address, checked. */
    Optional<AddressRecord> record() {
        return Optional.ofNullable(record);
    }

    void record(AddressRecord checked) {
        record = checked;
    }

    void ask(long nowNanos) {
        asked = true;
        awaiting = true;
        askedNanos = nowNanos;
    }

    boolean mayBeAsked(long nowNanos, long everyNanos) {
        return !asked || nowNanos - askedNanos >= everyNanos;
    }

    /** Whether an answer was due; none is afterwards. */
    boolean tookAnswer() {
        boolean due = awaiting;
        awaiting = false;
        return due;
    }

    /** Whether the peer may be answered; takes note that it is. */
    boolean answers(long nowNanos, long everyNanos) {
        if (answered && nowNanos - answeredNanos < everyNanos) {
            return false;
        }
        answered = true;
        answeredNanos = nowNanos;
        return true;
    }
}
