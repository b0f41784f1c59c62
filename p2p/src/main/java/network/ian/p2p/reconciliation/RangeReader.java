package network.ian.p2p.reconciliation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.Fingerprint;

/**
 * Reads the ranges of one message, strictly: a message is read whole or refused. Never allocates for a count before the
 * bytes that it counts are there.
 */
final class RangeReader {

    /** More than 60 KiB hold of the shortest ranges that make sense, alternating with skips. */
    static final int MOST_RANGES = 16_384;

    private static final int MORE = 0x80;
    private static final int DIGIT_BITS = 7;

    private final byte[] message;
    private final List<Range> ranges = new ArrayList<>();
    private int at;
    private Bound last = Bound.ZERO;
    private NegentropyFault fault;

    /** Reads {@code message} from behind its version byte. */
    RangeReader(Bytes message) {
        this.message = message.view();
        this.at = 1;
    }

    /** Reads to the end. The ranges are all there unless {@link #fault} is set. */
    List<Range> read() {
        while (fault == null && at < message.length) {
            if (ranges.size() == MOST_RANGES) {
                fail(NegentropyFault.TOO_MANY_RANGES);
            } else {
                readRange();
            }
        }
        return ranges;
    }

    /** What is wrong with the message. */
    Optional<NegentropyFault> fault() {
        return Optional.ofNullable(fault);
    }

    private void readRange() {
        Bound upper = readBound();
        long mode = readVarint();
        if (fault != null) {
            return;
        }
        if (mode == Range.SKIP) {
            ranges.add(new Range.Skip(upper));
        } else if (mode == Range.FINGERPRINT) {
            readFingerprint(upper);
        } else if (mode == Range.ID_LIST) {
            readIds(upper);
        } else {
            fail(NegentropyFault.MODE);
        }
    }

    private Bound readBound() {
        long encoded = readVarint();
        long length = readVarint();
        if (Long.compareUnsigned(length, Hash.SIZE) > 0) {
            fail(NegentropyFault.BOUND);
        } else if (!has(length)) {
            fail(NegentropyFault.TRUNCATED);
        }
        if (fault != null) {
            return Bound.INFINITY;
        }
        Bytes prefix = Bytes.wrap(Arrays.copyOfRange(message, at, at + (int) length));
        at += (int) length;
        return follow(encoded, prefix);
    }

    /** The bound that comes {@code encoded - 1} after the last one, or infinity for 0. */
    private Bound follow(long encoded, Bytes prefix) {
        Bound bound = encoded == 0 ? new Bound(-1, prefix) : new Bound(last.timestamp() + encoded - 1, prefix);
        boolean past =
                encoded != 0 && (bound.infinite() || Long.compareUnsigned(bound.timestamp(), last.timestamp()) < 0);
        // The reference implementation may end with an empty range from infinity to infinity where its frame is just
        // full.
        if (last.infinite() && encoded != 0) {
            fail(NegentropyFault.ORDER);
        } else if (past || (bound.infinite() && prefix.size() > 0)) {
            fail(NegentropyFault.BOUND);
        } else if (bound.compareTo(last) < 0) {
            fail(NegentropyFault.ORDER);
        }
        last = bound;
        return bound;
    }

    private void readFingerprint(Bound upper) {
        if (!has(Fingerprint.SIZE)) {
            fail(NegentropyFault.TRUNCATED);
            return;
        }
        ByteBuffer octets = ByteBuffer.wrap(message, at, Fingerprint.SIZE);
        ranges.add(new Range.Sum(upper, new Fingerprint(octets.getLong(), octets.getLong())));
        at += Fingerprint.SIZE;
    }

    private void readIds(Bound upper) {
        long count = readVarint();
        if (fault == null && (Long.compareUnsigned(count, message.length) > 0 || !has(count * Hash.SIZE))) {
            fail(NegentropyFault.TRUNCATED);
        }
        if (fault != null) {
            return;
        }
        List<Hash> ids = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            ids.add(Hash.copyOf(message, at));
            at += Hash.SIZE;
        }
        ranges.add(new Range.Ids(upper, ids));
    }

    /** An unsigned number of 64 bits in as few digits as possible. */
    private long readVarint() {
        long value = 0;
        int start = at;
        while (at < message.length) {
            int digit = message[at++];
            boolean padded = at - 1 == start && digit == (byte) MORE;
            if (padded || value >>> (Long.SIZE - DIGIT_BITS) != 0) {
                fail(NegentropyFault.VARINT);
                return 0;
            }
            value = (value << DIGIT_BITS) | (digit & (MORE - 1));
            if (digit >= 0) {
                return value;
            }
        }
        fail(NegentropyFault.TRUNCATED);
        return 0;
    }

    private boolean has(long bytes) {
        return bytes <= message.length - at;
    }

    /** The first fault counts. */
    private void fail(NegentropyFault found) {
        fault = fault == null ? found : fault;
    }
}
