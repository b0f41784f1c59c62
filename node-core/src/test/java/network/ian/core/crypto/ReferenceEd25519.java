package network.ian.core.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ed25519 by big integers, straight from RFC 8032 section 5.1, with the network's rule of validity. Slow and clear: it
 * judges the providers. Shares no code with them.
 */
final class ReferenceEd25519 {

    static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger SQRT_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    static final Point IDENTITY = new Point(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);
    static final Point BASE = withY(
                    BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)), false)
            .orElseThrow();

    private ReferenceEd25519() {}

    /** Extended homogeneous coordinates: x = X/Z, y = Y/Z, x*y = T/Z (section 5.1.4). */
    record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {

        Point plus(Point q) {
            BigInteger a = y.subtract(x).multiply(q.y.subtract(q.x)).mod(P);
            BigInteger b = y.add(x).multiply(q.y.add(q.x)).mod(P);
            BigInteger c = t.shiftLeft(1).multiply(D).mod(P).multiply(q.t).mod(P);
            BigInteger d = z.shiftLeft(1).multiply(q.z).mod(P);
            BigInteger e = b.subtract(a);
            BigInteger f = d.subtract(c);
            BigInteger g = d.add(c);
            BigInteger h = b.add(a);
            return new Point(
                    e.multiply(f).mod(P),
                    g.multiply(h).mod(P),
                    f.multiply(g).mod(P),
                    e.multiply(h).mod(P));
        }

        Point times(BigInteger n) {
            Point sum = IDENTITY;
            for (int bit = n.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (n.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        Point negate() {
            return new Point(P.subtract(x).mod(P), y, z, P.subtract(t).mod(P));
        }

        boolean same(Point q) {
            return x.multiply(q.z).subtract(q.x.multiply(z)).mod(P).signum() == 0
                    && y.multiply(q.z).subtract(q.y.multiply(z)).mod(P).signum() == 0;
        }

        boolean isIdentity() {
            return same(IDENTITY);
        }

        boolean hasPrimeOrder() {
            return !isIdentity() && times(L).isIdentity();
        }

        /** Section 5.1.2. */
        byte[] encode() {
            BigInteger inverse = z.modInverse(P);
            BigInteger affineY = y.multiply(inverse).mod(P);
            boolean odd = x.multiply(inverse).mod(P).testBit(0);
            return littleEndian(odd ? affineY.setBit(255) : affineY, 32);
        }
    }

    /** Section 5.1.3: empty unless {@code octets} is the canonical encoding of a point. */
    static Optional<Point> decode(byte[] octets) {
        BigInteger value = fromLittleEndian(octets);
        BigInteger y = value.clearBit(255);
        return octets.length != 32 || y.compareTo(P) >= 0 ? Optional.empty() : withY(y, value.testBit(255));
    }

    private static Optional<Point> withY(BigInteger yAnySize, boolean odd) {
        BigInteger y = yAnySize.mod(P);
        BigInteger u = y.multiply(y).subtract(BigInteger.ONE).mod(P);
        BigInteger v = D.multiply(y).multiply(y).add(BigInteger.ONE).mod(P);
        BigInteger square = u.multiply(v.modInverse(P)).mod(P);
        BigInteger x = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(square)) {
            x = x.multiply(SQRT_MINUS_ONE).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(square) || (x.signum() == 0 && odd)) {
            return Optional.empty();
        }
        BigInteger signed = x.testBit(0) == odd ? x : P.subtract(x);
        return Optional.of(
                new Point(signed, y, BigInteger.ONE, signed.multiply(y).mod(P)));
    }

    /** The network's rule: S &lt; L, A and R canonical and of order L, [S]B = R + [k]A. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != 64 || s(signature).compareTo(L) >= 0) {
            return false;
        }
        Optional<Point> a = decode(publicKey).filter(Point::hasPrimeOrder);
        Optional<Point> r = decode(r(signature)).filter(Point::hasPrimeOrder);
        return a.isPresent() && r.isPresent() && equationHolds(a.get(), r.get(), publicKey, message, signature);
    }

    /** [S]B = R + [k]A for given points, whatever their order and encoding. */
    static boolean equationHolds(Point a, Point r, byte[] publicKey, byte[] message, byte[] signature) {
        BigInteger k = k(r(signature), publicKey, message);
        return BASE.times(s(signature)).same(r.plus(a.times(k)));
    }

    /** Section 5.1.5: the secret scalar of a seed. */
    static BigInteger secretScalar(byte[] seed) {
        byte[] half = Arrays.copyOf(sha512(seed), 32);
        half[0] &= (byte) 0xf8;
        half[31] = (byte) ((half[31] & 0x7f) | 0x40);
        return fromLittleEndian(half);
    }

    /** The challenge SHA-512(R, A, M) mod L, as implementations reduce it; multiples of a torsion point see this value. */
    static BigInteger k(byte[] r, byte[] publicKey, byte[] message) {
        return fromLittleEndian(sha512(r, publicKey, message)).mod(L);
    }

    static byte[] r(byte[] signature) {
        return Arrays.copyOf(signature, 32);
    }

    static BigInteger s(byte[] signature) {
        return fromLittleEndian(Arrays.copyOfRange(signature, 32, 64));
    }

    static byte[] littleEndian(BigInteger value, int size) {
        byte[] octets = new byte[size];
        for (int i = 0; i < size; i++) {
            octets[i] = value.shiftRight(8 * i).byteValue();
        }
        return octets;
    }

    static BigInteger fromLittleEndian(byte[] octets) {
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = octets[octets.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
