package network.ian.core.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;

/**
 * First octets of each segment. All of it follows from what stands before, so a reader knows what to expect.
 *
 * @param kind log or bodies
 * @param segment number in the file's name
 * @param entriesBefore entries (bodies) in earlier segments
 * @param topic topic of the goal
 * @param runningHash of the last commit record before (log); zeros (bodies)
 */
record SegmentHeader(SegmentKind kind, int segment, long entriesBefore, Hash topic, Hash runningHash) {

    static final int VERSION = 1;
    static final int SIZE = 92;

    private static final int VERSION_AT = 8;
    private static final int SEGMENT_AT = 12;
    private static final int ENTRIES_AT = 16;
    private static final int TOPIC_AT = 24;
    private static final int RUNNING_AT = 56;
    private static final int CHECKSUM_AT = 88;
    private static final Hash NO_HASH = Hash.wrap(new byte[Hash.SIZE]);

    static SegmentHeader log(int segment, Commit before, Hash topic) {
        return new SegmentHeader(SegmentKind.LOG, segment, before.entries(), topic, before.runningHash());
    }

    static SegmentHeader bodies(int segment, long entriesBefore, Hash topic) {
        return new SegmentHeader(SegmentKind.BODIES, segment, entriesBefore, topic, NO_HASH);
    }

    /** {@code expected} with the count and running hash that the octets at {@code index} claim: for where none is known. */
    static SegmentHeader claimed(SegmentHeader expected, ByteBuffer buffer, int index) {
        return new SegmentHeader(
                expected.kind,
                expected.segment,
                buffer.getLong(index + ENTRIES_AT),
                expected.topic,
                hash(buffer, index + RUNNING_AT));
    }

    void encode(ByteBuffer to) {
        int index = to.position();
        to.putLong(kind.magic()).putInt(VERSION).putInt(segment).putLong(entriesBefore);
        to.put(topic.view()).put(runningHash.view());
        to.putInt(checksum(to, index));
    }

    static int version(ByteBuffer buffer, int index) {
        return buffer.getInt(index + VERSION_AT);
    }

    /** Whether the octets at {@code index} are a whole header of a format newer than {@link #VERSION}. */
    static boolean isNewer(ByteBuffer buffer, int index) {
        return checksumHolds(buffer, index) && buffer.getInt(index + VERSION_AT) > VERSION;
    }

    /** What is wrong with the octets at {@code index}, where this header is expected. */
    Optional<String> flaw(ByteBuffer buffer, int index) {
        if (!checksumHolds(buffer, index)) {
            return Optional.of("segment header does not match its checksum");
        }
        if (buffer.getLong(index) != kind.magic()) {
            return Optional.of("not a segment of " + kind.directory());
        }
        if (buffer.getInt(index + VERSION_AT) != VERSION) {
            return Optional.of(
                    "format version " + buffer.getInt(index + VERSION_AT) + ", this program reads " + VERSION);
        }
        if (buffer.getInt(index + SEGMENT_AT) != segment) {
            return Optional.of("header says segment " + buffer.getInt(index + SEGMENT_AT));
        }
        if (!hash(buffer, index + TOPIC_AT).equals(topic)) {
            return Optional.of("belongs to topic " + hash(buffer, index + TOPIC_AT) + ", not " + topic);
        }
        if (buffer.getLong(index + ENTRIES_AT) != entriesBefore) {
            return Optional.of("header says " + buffer.getLong(index + ENTRIES_AT) + " entries before, but there are "
                    + entriesBefore);
        }
        if (!hash(buffer, index + RUNNING_AT).equals(runningHash)) {
            return Optional.of("running hash before does not match the segment before");
        }
        return Optional.empty();
    }

    /** Whether the octets at {@code index} are a whole header of whatever content. */
    static boolean checksumHolds(ByteBuffer buffer, int index) {
        return buffer.getInt(index + CHECKSUM_AT) == checksum(buffer, index);
    }

    private static int checksum(ByteBuffer buffer, int index) {
        CRC32C crc = new CRC32C();
        Frame.add(crc, buffer, index, CHECKSUM_AT);
        return (int) crc.getValue();
    }

    private static Hash hash(ByteBuffer buffer, int index) {
        byte[] octets = new byte[Hash.SIZE];
        buffer.get(index, octets);
        return Hash.wrap(octets);
    }
}
