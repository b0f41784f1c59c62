package network.ian.p2p.reconciliation;

/** Unsigned numbers as base-128 digits, most significant first (Negentropy V1, "Varint"). */
final class Varint {

    private static final int DIGIT_BITS = 7;
    private static final int MORE = 0x80;

    private Varint() {}

    /** Bytes that {@code value}, unsigned, takes: 1 to 10. */
    static int length(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
        return Math.max(1, (bits + DIGIT_BITS - 1) / DIGIT_BITS);
    }

    /** Writes {@code value}, unsigned, and returns the offset behind it. */
    static int write(long value, byte[] target, int offset) {
        int length = length(value);
        for (int i = 0; i < length; i++) {
            int shift = DIGIT_BITS * (length - 1 - i);
            int more = i < length - 1 ? MORE : 0;
            target[offset + i] = (byte) (((value >>> shift) & (MORE - 1)) | more);
        }
        return offset + length;
    }
}
