package network.ian.core.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;

/**
 * The record that ends a group.
 *
 * @param entries entries up to here, over all segments
 * @param runningHash SHA-256(running hash before | the group's entry records)
 * @param bodiesEnd place just behind the last body ({@link Locator})
 */
record Commit(long entries, Hash runningHash, long bodiesEnd) {

    static final int PAYLOAD_SIZE = Long.BYTES + Hash.SIZE + Long.BYTES;
    static final int RECORD_SIZE = Frame.SIZE + PAYLOAD_SIZE;

    /** What a journal without entries commits to. The topic starts the chain, so no two goals share one. */
    static Commit genesis(Hash topic) {
        return new Commit(0, topic, Locator.of(0, SegmentHeader.SIZE));
    }

    /** In words, that a commit record which a snapshot remembers is not there. */
    static String missing(JournalPosition known) {
        return "missing data: no commit record of " + known.entries()
                + " entries here, though one is known to have been written";
    }

    /** Appends the whole record. */
    void encode(ByteBuffer to, CRC32C crc) {
        int index = to.position();
        to.position(index + Frame.SIZE);
        to.putLong(entries).put(runningHash.view()).putLong(bodiesEnd);
        Frame.seal(crc, to, index, Frame.COMMIT);
    }

    /** Reads the record at {@code index}; its checksum holds. */
    static Commit decode(ByteBuffer from, int index) {
        int payload = index + Frame.SIZE;
        byte[] hash = new byte[Hash.SIZE];
        from.get(payload + Long.BYTES, hash);
        return new Commit(from.getLong(payload), Hash.wrap(hash), from.getLong(payload + Long.BYTES + Hash.SIZE));
    }
}
