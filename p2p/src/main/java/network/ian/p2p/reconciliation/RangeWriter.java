package network.ian.p2p.reconciliation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.Fingerprint;

/** Writes the ranges of one message. Skips are written only where something follows them. */
final class RangeWriter {

    /** Longest bound with its mode: time 10, length 1, prefix 32, mode 1. */
    static final int LONGEST_BOUND = 44;

    /** Longest fingerprint with its bound. */
    static final int LONGEST_SUM = LONGEST_BOUND + Fingerprint.SIZE;

    private static final int FIRST_CAPACITY = 256;

    private byte[] written = new byte[FIRST_CAPACITY];
    private int length;
    private long lastTimestamp;
    private Bound end = Bound.ZERO;
    private Bound skipTo = Bound.ZERO;

    /** A message that begins with {@code version}. */
    RangeWriter(byte version) {
        written[0] = version;
        length = 1;
    }

    /** Bytes so far. */
    int length() {
        return length;
    }

    /** Whether the message has no ranges. */
    boolean empty() {
        return length == 1;
    }

    Bytes toBytes() {
        return Bytes.wrap(Arrays.copyOf(written, length));
    }

    /** Everything up to {@code upper} that is not written yet is skipped. */
    void skip(Bound upper) {
        skipTo = upper;
    }

    void sum(Bound upper, Fingerprint fingerprint) {
        begin(upper, Range.FINGERPRINT, Fingerprint.SIZE);
        ByteBuffer.wrap(written, length, Fingerprint.SIZE)
                .putLong(fingerprint.high())
                .putLong(fingerprint.low());
        length += Fingerprint.SIZE;
    }

    /** Begins a list; exactly {@code count} calls of {@link #id} follow. */
    void ids(Bound upper, int count) {
        begin(upper, Range.ID_LIST, Varint.length(count) + count * Hash.SIZE);
        length = Varint.write(count, written, length);
    }

    void id(Hash id) {
        System.arraycopy(id.view(), 0, written, length, Hash.SIZE);
        length += Hash.SIZE;
    }

    private void begin(Bound upper, int mode, int payload) {
        ensure(2 * LONGEST_BOUND + payload);
        if (skipTo.compareTo(end) > 0) {
            bound(skipTo);
            length = Varint.write(Range.SKIP, written, length);
        }
        bound(upper);
        length = Varint.write(mode, written, length);
        end = upper;
        skipTo = upper;
    }

    private void bound(Bound bound) {
        long encoded = bound.infinite() ? 0 : bound.timestamp() - lastTimestamp + 1;
        length = Varint.write(encoded, written, length);
        lastTimestamp = bound.timestamp();
        int prefix = bound.idPrefix().size();
        length = Varint.write(prefix, written, length);
        System.arraycopy(bound.idPrefix().view(), 0, written, length, prefix);
        length += prefix;
    }

    private void ensure(int more) {
        if (length + more > written.length) {
            written = Arrays.copyOf(written, Math.max(length + more, 2 * written.length));
        }
    }
}
