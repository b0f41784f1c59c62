package network.ian.core.journal;

import java.nio.ByteBuffer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.verdict.Metrics;

/**
 * A cursor over one entry record after another, so that a replay makes no object for each. Every method decodes from the
 * record's bytes when called; only what it returns may be kept.
 */
public final class EntryRow {

    static final int FIXED_SIZE = 208;

    private static final int ID = 0;
    private static final int PACK_HASH = 32;
    private static final int TIMESTAMP = 64;
    private static final int SPONSOR = 72;
    private static final int METRICS = 80;
    private static final int BODY = 132;
    private static final int BODY_SIZE = 140;
    private static final int SIGNATURE = 144;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int payload;
    private int headerSize;
    private int ordinal;
    private long locator;

    EntryRow() {}

    /** Points at the entry whose record starts at {@code index} of {@code buffer}; its checksum holds. */
    EntryRow at(ByteBuffer buffer, int index, int ordinal, long locator) {
        this.buffer = buffer;
        this.payload = index + Frame.SIZE;
        this.headerSize = buffer.getInt(index) - FIXED_SIZE;
        this.ordinal = ordinal;
        this.locator = locator;
        return this;
    }

    /** Writes an entry's payload. */
    static void encode(ByteBuffer to, JournalEntry entry, long bodyLocator) {
        to.put(entry.id().view()).put(entry.packHash().view());
        to.putLong(entry.timestampMs()).putLong(entry.sponsorFingerprint());
        to.put(entry.metrics().encode());
        to.putLong(bodyLocator).putInt(entry.body().size());
        to.put(entry.signature().view()).put(entry.header().view());
    }

    /** Position in the order of appending, from 0. */
    public int ordinal() {
        return ordinal;
    }

    /** For {@link Journal#read}. */
    public long locator() {
        return locator;
    }

    public Hash id() {
        return Hash.wrap(octets(ID, Hash.SIZE));
    }

    public Hash packHash() {
        return Hash.wrap(octets(PACK_HASH, Hash.SIZE));
    }

    /** Milliseconds since the epoch. */
    public long timestampMs() {
        return buffer.getLong(payload + TIMESTAMP);
    }

    /** 0 where the contributor signed. */
    public long sponsorFingerprint() {
        return buffer.getLong(payload + SPONSOR);
    }

    public Metrics metrics() {
        int position = buffer.position();
        buffer.position(payload + METRICS);
        Metrics metrics = Metrics.decode(buffer);
        buffer.position(position);
        return metrics;
    }

    public Bytes signature() {
        return Bytes.wrap(octets(SIGNATURE, JournalEntry.SIGNATURE_SIZE));
    }

    /** The exact header bytes. */
    public Bytes header() {
        return Bytes.wrap(octets(FIXED_SIZE, headerSize));
    }

    long bodyLocator() {
        return buffer.getLong(payload + BODY);
    }

    int bodySize() {
        return buffer.getInt(payload + BODY_SIZE);
    }

    /** The entry as an object of its own. */
    public StoredEntry toStored() {
        return new StoredEntry(
                locator,
                id(),
                timestampMs(),
                packHash(),
                sponsorFingerprint(),
                header(),
                signature(),
                metrics(),
                bodyLocator(),
                bodySize());
    }

    private byte[] octets(int from, int size) {
        byte[] octets = new byte[size];
        buffer.get(payload + from, octets);
        return octets;
    }
}
