package network.ian.core.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import network.ian.core.crypto.ReferenceEd25519.Point;

/** The eight points of small order, as multiples of one of order 8. */
final class Torsion {

    private static final Point[] MULTIPLES = multiples();

    private Torsion() {}

    /** {@code j} times the generator of the small subgroup; j is taken mod 8. */
    static Point times(int j) {
        return MULTIPLES[j & 7];
    }

    /** Order of {@code times(j)}: 1, 2, 4 or 8. */
    static int order(int j) {
        return 8 / Integer.lowestOneBit(j | 8);
    }

    private static Point[] multiples() {
        Point generator = generator();
        Point[] multiples = new Point[8];
        for (int j = 0; j < 8; j++) {
            multiples[j] = generator.times(BigInteger.valueOf(j));
        }
        return multiples;
    }

    private static Point generator() {
        for (int y = 2; ; y++) {
            byte[] encoded = new byte[32];
            encoded[0] = (byte) y;
            Point candidate = ReferenceEd25519.decode(encoded)
                    .map(point -> point.times(ReferenceEd25519.L))
                    .orElse(ReferenceEd25519.IDENTITY);
            if (!candidate.times(BigInteger.valueOf(4)).isIdentity()) {
                return candidate;
            }
        }
    }

    /** {@code octets} with the bit for x's sign flipped. */
    static byte[] flipSign(byte[] octets) {
        byte[] flipped = Arrays.copyOf(octets, octets.length);
        flipped[31] ^= (byte) 0x80;
        return flipped;
    }
}
