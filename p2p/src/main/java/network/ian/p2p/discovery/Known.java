package network.ian.p2p.discovery;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.AddressRecord;

/** An address in the book and what is known of the node there. Owned by the protocol's thread; identity semantics. */
final class Known {

    private final Endpoint endpoint;
    private final NetGroup source;
    private Hash id;
    private AddressRecord record;
    private boolean verified;
    private long lastSuccessMs;
    private AddressTable table;
    private int bucket;
    private int position;
    private int index;

    /** @param source who told of it first */
    Known(Endpoint endpoint, NetGroup source) {
        this.endpoint = endpoint;
        this.source = source;
    }

    /** Where to dial. */
    Endpoint endpoint() {
        return endpoint;
    }

    NetGroup source() {
        return source;
    }

    /** Who is there: proved by a connection, or claimed by a record. */
    Optional<Hash> id() {
        return Optional.ofNullable(id);
    }

    void identify(Hash node) {
        id = node;
    }

    Optional<AddressRecord> record() {
        return Optional.ofNullable(record);
    }

    /** What may be passed on: the node's own words, checked. */
    Optional<AddressRecord> verifiedRecord() {
        return verified ? record() : Optional.empty();
    }

    void record(AddressRecord newer, boolean checked) {
        record = newer;
        verified = checked;
    }

    void dropRecord() {
        record = null;
        verified = false;
    }

    /** Milliseconds since the epoch; 0 if it was never reached. */
    long lastSuccessMs() {
        return lastSuccessMs;
    }

    void succeeded(long atMs) {
        lastSuccessMs = Math.max(lastSuccessMs, atMs);
    }

    /** The table that it stands in, by {@link AddressTable} only. */
    AddressTable table() {
        return table;
    }

    int bucket() {
        return bucket;
    }

    int position() {
        return position;
    }

    int index() {
        return index;
    }

    void placed(AddressTable in, int inBucket, int atPosition, int atIndex) {
        table = in;
        bucket = inBucket;
        position = atPosition;
        index = atIndex;
    }

    void moved(int newIndex) {
        index = newIndex;
    }
}
