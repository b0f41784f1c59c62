package network.ian.p2p.peer;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.AddressRecord;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.WireLimits;

/** A connected node and what it last said of itself. Owned by the protocol's thread; identity semantics. */
public final class Peer {

    private final Connection connection;
    private final RoundTrip roundTrip = new RoundTrip();
    private final Map<Hash, Head> heads = new LinkedHashMap<>();
    private Optional<AddressRecord> record = Optional.empty();
    private Optional<ToldTime> clock = Optional.empty();
    private String agent = "";

    /**
     * What the shell knows of a connection once TLS is up.
     *
     * @param link the shell's number for it, never used twice
     * @param id SHA-256 of the key in the peer's certificate
     * @param publicKey that key, 32 bytes
     * @param address the far end's IP address
     * @param port the far end's port; for inbound connections not where it listens
     * @param sinceNanos when it was opened, monotonic
     * @param sinceMs when it was opened, milliseconds since the epoch
     */
    public record Connection(
            long link,
            Hash id,
            Bytes publicKey,
            Direction direction,
            InetAddress address,
            int port,
            long sinceNanos,
            long sinceMs) {}

    public Peer(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    public Hash id() {
        return connection.id();
    }

    public InetAddress address() {
        return connection.address();
    }

    public Direction direction() {
        return connection.direction();
    }

    public RoundTrip roundTrip() {
        return roundTrip;
    }

    /**
     * Takes over what the peer says of some goals, and that it takes part in those that it names for the first time.
     *
     * @return the topics of the latter; empty, and nothing is taken over, if they would be more than one connection may name
     */
    public Optional<List<Hash>> heads(List<Head> said) {
        List<Hash> announced = said.stream()
                .map(Head::topic)
                .filter(topic -> !heads.containsKey(topic))
                .toList();
        if (heads.size() + announced.size() > WireLimits.HEADS) {
            return Optional.empty();
        }
        said.forEach(head -> heads.put(head.topic(), head));
        return Optional.of(announced);
    }

    /** Takes over the peer's Hello. */
    public void introduce(String software, Optional<AddressRecord> addressRecord, List<Head> said) {
        agent = software;
        record = addressRecord;
        heads.clear();
        said.forEach(head -> heads.put(head.topic(), head));
    }

    /** What it last said that it holds, by topic; at most {@link WireLimits#HEADS}. */
    public Map<Hash, Head> heads() {
        return Collections.unmodifiableMap(heads);
    }

    public Optional<Head> head(Hash topic) {
        return Optional.ofNullable(heads.get(topic));
    }

    /** Whether it named the goal, in its Hello or later. */
    public boolean takesPart(Hash topic) {
        return heads.containsKey(topic);
    }

    /** The address that it gave in its Hello; its signature may not be verified yet. */
    public Optional<AddressRecord> record() {
        return record;
    }

    /** Takes over what the peer's Hello says of its clock. */
    public void tells(ToldTime time) {
        clock = Optional.of(time);
    }

    /** What its Hello said of its clock; a claim. */
    public Optional<ToldTime> clock() {
        return clock;
    }

    public String agent() {
        return agent;
    }

    @Override
    public String toString() {
        return id().hex().substring(0, 12) + "@" + address().getHostAddress();
    }
}
