package network.ian.core.crypto;

/** Checks on the 64 bytes of an Ed25519 signature that need no arithmetic on the curve (RFC 8032 section 5.1.7). */
final class SignatureEncoding {

    static final int KEY_SIZE = 32;
    static final int SIGNATURE_SIZE = 64;

    /** Group order L = 2^252 + 27742317777372353535851937790883648493, little-endian. */
    private static final byte[] L = {
        (byte) 0xed,
        (byte) 0xd3,
        (byte) 0xf5,
        0x5c,
        0x1a,
        0x63,
        0x12,
        0x58,
        (byte) 0xd6,
        (byte) 0x9c,
        (byte) 0xf7,
        (byte) 0xa2,
        (byte) 0xde,
        (byte) 0xf9,
        (byte) 0xde,
        0x14,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0x10
    };

    /** Low byte of the field prime p = 2^255 - 19; all its other bits are set. */
    private static final int P_LOW = 0xed;

    private SignatureEncoding() {}

    /** Whether S, the second half, is below L. */
    static boolean isReduced(byte[] signature) {
        for (int i = KEY_SIZE - 1; i >= 0; i--) {
            int order = Integer.compare(signature[KEY_SIZE + i] & 0xff, L[i] & 0xff);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    /**
     * Whether the y of R, the first half, is below p and other than 1. y = 1 is the identity, which a verifier that only
     * compares encodings accepts.
     */
    static boolean mayEncodePrimeOrderPoint(byte[] signature) {
        int low = signature[0] & 0xff;
        int top = signature[KEY_SIZE - 1] & 0x7f;
        int ones = top | 0x80;
        int zeros = top;
        for (int i = 1; i < KEY_SIZE - 1; i++) {
            ones &= signature[i];
            zeros |= signature[i] & 0xff;
        }
        boolean aboveP = (ones & 0xff) == 0xff && low >= P_LOW;
        boolean identity = zeros == 0 && low == 1;
        return !aboveP && !identity;
    }
}
