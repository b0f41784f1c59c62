package network.ian.core.finality;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import network.ian.core.crypto.Hash;

/** The bytes of {@code finality/segments} (FORMATS.md, "Segments of anchored prefixes"). */
final class SegmentCodec {

    static final int VERSION = 1;
    static final int HEADER_BYTES = 48;
    static final int FRAME_BYTES = 8;

    private static final byte[] MAGIC = {'I', 'A', 'N', 'F', 'I', 'N', 'A', 'L'};
    private static final int HEADER_CHECKSUM = 44;
    private static final int FIXED_BYTES = 2 * Integer.BYTES + 3 * Hash.SIZE;

    /** What a header says. */
    enum Header {
        SOUND,
        NEWER,
        DAMAGED
    }

    private SegmentCodec() {}

    static byte[] header(Hash topic) {
        byte[] header = new byte[HEADER_BYTES];
        ByteBuffer to = ByteBuffer.wrap(header).put(MAGIC).putInt(VERSION).put(topic.view());
        to.putInt(checksum(header, 0, HEADER_CHECKSUM));
        return header;
    }

    /** The version in a header that is there. */
    static int version(byte[] file) {
        return integer(file, MAGIC.length);
    }

    /** The version in a header whose checksum holds, whoever's it is; empty if it does not. */
    static OptionalLong format(byte[] header) {
        boolean whole = header.length == HEADER_BYTES
                && Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && integer(header, HEADER_CHECKSUM) == checksum(header, 0, HEADER_CHECKSUM);
        return whole ? OptionalLong.of(version(header)) : OptionalLong.empty();
    }

    static Header check(byte[] file, Hash topic) {
        if (file.length < HEADER_BYTES
                || integer(file, HEADER_CHECKSUM) != checksum(file, 0, HEADER_CHECKSUM)
                || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Header.DAMAGED;
        }
        int version = version(file);
        if (version > VERSION) {
            return Header.NEWER;
        }
        Hash written = Hash.copyOf(file, MAGIC.length + Integer.BYTES);
        return version == VERSION && written.equals(topic) ? Header.SOUND : Header.DAMAGED;
    }

    static long bytes(Segment segment) {
        return FRAME_BYTES + FIXED_BYTES + (long) Integer.BYTES * segment.length();
    }

    /** Records one after the other. */
    static byte[] encode(Collection<Segment> segments) {
        long bytes = segments.stream().mapToLong(SegmentCodec::bytes).sum();
        byte[] octets = new byte[Math.toIntExact(bytes)];
        ByteBuffer to = ByteBuffer.wrap(octets);
        segments.forEach(segment -> encode(segment, octets, to));
        return octets;
    }

    private static void encode(Segment segment, byte[] octets, ByteBuffer to) {
        int length = (int) bytes(segment) - FRAME_BYTES;
        int start = to.position() + FRAME_BYTES;
        to.putInt(length).putInt(0);
        to.putInt(segment.from()).putInt(segment.to());
        to.put(segment.fromRoot().view())
                .put(segment.root().view())
                .put(segment.leaderboardRoot().view());
        segment.ordinals().forEach(to::putInt);
        to.putInt(start - Integer.BYTES, checksum(octets, start, length));
    }

    /** Octets of the record at {@code index}, frame and all; 0 if there cannot be a whole one. */
    static int recordBytes(byte[] file, int index) {
        if (file.length - index < FRAME_BYTES) {
            return 0;
        }
        int length = integer(file, index);
        boolean possible = length > FIXED_BYTES && length <= file.length - index - FRAME_BYTES;
        return possible ? FRAME_BYTES + length : 0;
    }

    /** The record at {@code index}, which has its bytes; empty if they are not what was written. */
    static Optional<Segment> decode(byte[] file, int index) {
        int length = integer(file, index);
        int start = index + FRAME_BYTES;
        if (integer(file, index + Integer.BYTES) != checksum(file, start, length)) {
            return Optional.empty();
        }
        int from = integer(file, start);
        int to = integer(file, start + Integer.BYTES);
        if (from < 0 || to <= from || length != FIXED_BYTES + (long) Integer.BYTES * (to - from)) {
            return Optional.empty();
        }
        int roots = start + 2 * Integer.BYTES;
        int[] ordinals = new int[to - from];
        ByteBuffer.wrap(file).position(start + FIXED_BYTES).asIntBuffer().get(ordinals);
        return Optional.of(new Segment(
                from,
                Hash.copyOf(file, roots),
                Hash.copyOf(file, roots + Hash.SIZE),
                Hash.copyOf(file, roots + 2 * Hash.SIZE),
                ordinals));
    }

    private static int integer(byte[] file, int index) {
        return ByteBuffer.wrap(file).getInt(index);
    }

    private static int checksum(byte[] octets, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(octets, from, length);
        return (int) crc.getValue();
    }
}
