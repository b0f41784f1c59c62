package network.ian.core.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.ReferenceEd25519.Point;

/**
 * Writes the vectors of {@link SignatureVector#RESOURCE}, with verdicts by {@link ReferenceEd25519}. Deterministic. Each
 * forgery is made so that a verifier with one particular gap accepts it: "holds" satisfies [S]B = R + [k]A for points as
 * a lax decoder reads them, "cofactored" satisfies it only when multiplied by 8.
 */
final class SignatureVectorGenerator {

    private static final String HEADER = """
            # Ed25519 signatures with the verdict that every node must reach.
            # verdict name public-key message signature, in hex; "-" is the empty message.
            # Made by SignatureVectorGenerator, which a test runs again and compares.
            """;

    /** An encoding and the point a lax decoder reads from it; {@code log} is its discrete logarithm without torsion. */
    private record Encoded(Bytes encoded, Point point, BigInteger log) {

        byte[] octets() {
            return encoded.view();
        }

        static Encoded of(BigInteger log, int torsion) {
            Point point = ReferenceEd25519.BASE.times(log).plus(Torsion.times(torsion));
            return new Encoded(Bytes.wrap(point.encode()), point, log);
        }
    }

    private enum Equation {
        HOLDS,
        COFACTORED,
        FAILS
    }

    private final List<SignatureVector> vectors = new ArrayList<>();

    /** Rewrites the committed resource: the only argument is its path. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), text(), StandardCharsets.US_ASCII);
    }

    static String text() {
        StringBuilder text = new StringBuilder(HEADER);
        for (SignatureVector vector : new SignatureVectorGenerator().generate()) {
            text.append(vector.line()).append('\n');
        }
        return text.toString();
    }

    private List<SignatureVector> generate() {
        valid();
        torsion();
        smallOrder();
        nonCanonical();
        notReduced();
        corrupted();
        return vectors;
    }

    private void valid() {
        for (int size : new int[] {0, 1, 31, 64, 111, 112, 300, 1023}) {
            byte[] message = message("valid", size);
            byte[] padded = Arrays.copyOf(message, size);
            add("valid-" + size, key(size), nonce(size), padded, Equation.HOLDS);
        }
    }

    private void torsion() {
        for (int j = 1; j < 8; j++) {
            String order = "-order-" + Torsion.order(j) + "-" + j;
            Encoded key = Encoded.of(secret(j), j);
            search("key-torsion" + order, key, nonce(j), Equation.HOLDS);
            search("key-torsion" + order, key, nonce(j), Equation.COFACTORED);
            Encoded r = Encoded.of(secret(100 + j), j);
            search("r-torsion" + order, key(j), r, Equation.COFACTORED);
            search("both-torsion" + order, key, r, Equation.HOLDS);
            search("both-torsion" + order, key, r, Equation.COFACTORED);
        }
    }

    private void smallOrder() {
        for (int j = 0; j < 8; j++) {
            String order = "-order-" + Torsion.order(j) + "-" + j;
            Encoded small = Encoded.of(BigInteger.ZERO, j);
            search("key-small" + order, small, nonce(j), Equation.HOLDS);
            search("both-small" + order, small, small, Equation.HOLDS);
            search("r-small" + order, key(j), small, j == 0 ? Equation.HOLDS : Equation.COFACTORED);
            if (j > 0) {
                search("key-small" + order, small, nonce(j), Equation.COFACTORED);
            }
        }
    }

    /** Encodings with y of p or more, or with a sign for x = 0, of the points a lax decoder reads there. */
    private void nonCanonical() {
        BigInteger p = ReferenceEd25519.P;
        nonCanonical("one-signed", BigInteger.ONE.setBit(255), 0);
        nonCanonical("minus-one-signed", p.subtract(BigInteger.ONE).setBit(255), 4);
        nonCanonical("p-plus-one", p.add(BigInteger.ONE), 0);
        nonCanonical("p-plus-one-signed", p.add(BigInteger.ONE).setBit(255), 0);
        int zero = lastBit(Torsion.times(2)) ? 6 : 2;
        nonCanonical("p", p, zero);
        nonCanonical("p-signed", p.setBit(255), 8 - zero);
    }

    private void nonCanonical(String name, BigInteger encoded, int torsion) {
        Encoded lax = new Encoded(
                Bytes.wrap(ReferenceEd25519.littleEndian(encoded, 32)), Torsion.times(torsion), BigInteger.ZERO);
        search("key-not-canonical-" + name, lax, nonce(1), Equation.HOLDS);
        search("r-not-canonical-" + name, key(1), lax, torsion == 0 ? Equation.HOLDS : Equation.COFACTORED);
    }

    private void notReduced() {
        byte[] message = message("s-not-reduced", 0);
        byte[] signature = sign(key(1), nonce(1), message);
        for (int n : new int[] {1, 2, 4, 8, 14}) {
            BigInteger s = ReferenceEd25519.s(signature).add(ReferenceEd25519.L.multiply(BigInteger.valueOf(n)));
            byte[] changed = concat(ReferenceEd25519.r(signature), ReferenceEd25519.littleEndian(s, 32));
            add("s-plus-" + n + "-orders", key(1), nonce(1), message, changed, Equation.HOLDS);
        }
    }

    private void corrupted() {
        byte[] message = message("corrupted", 0);
        byte[] signature = sign(key(1), nonce(1), message);
        BigInteger minusS = ReferenceEd25519.L.subtract(ReferenceEd25519.s(signature));
        byte[] negatedS = concat(ReferenceEd25519.r(signature), ReferenceEd25519.littleEndian(minusS, 32));
        add("other-message", key(1), nonce(1), message("other", 0), signature, Equation.FAILS);
        add("other-key", key(2), nonce(1), message, signature, Equation.FAILS);
        add("s-negated", key(1), nonce(1), message, negatedS, Equation.FAILS);
        reject("r-negated", key(1).octets(), message, Torsion.flipSign(signature));
        reject("key-negated", Torsion.flipSign(key(1).octets()), message, signature);
        reject("all-zero", new byte[32], message, new byte[64]);
        reject("key-off-curve", offCurve(), message, signature);
        reject("r-off-curve", key(1).octets(), message, concat(offCurve(), Arrays.copyOfRange(signature, 32, 64)));
    }

    /** Tries messages until the equation behaves as wanted. */
    private void search(String name, Encoded key, Encoded r, Equation wanted) {
        for (int i = 0; i < 10_000; i++) {
            byte[] message = message(name, i);
            byte[] signature = sign(key, r, message);
            if (equation(key, r, message, signature) == wanted) {
                String suffix = wanted == Equation.HOLDS ? "-holds" : "-cofactored";
                add(name + suffix, key, r, message, signature, wanted);
                return;
            }
        }
        throw new IllegalStateException("no message makes " + name + " " + wanted);
    }

    private void add(String name, Encoded key, Encoded r, byte[] message, Equation wanted) {
        add(name, key, r, message, sign(key, r, message), wanted);
    }

    private void add(String name, Encoded key, Encoded r, byte[] message, byte[] signature, Equation wanted) {
        if (equation(key, r, message, signature) != wanted) {
            throw new IllegalStateException(name + " does not probe what it should");
        }
        boolean valid = ReferenceEd25519.verify(key.octets(), message, signature);
        if (valid != name.startsWith("valid-")) {
            throw new IllegalStateException(name + " is " + valid);
        }
        vectors.add(new SignatureVector(
                name, valid, Bytes.copyOf(key.octets()), Bytes.copyOf(message), Bytes.copyOf(signature)));
    }

    private void reject(String name, byte[] key, byte[] message, byte[] signature) {
        if (ReferenceEd25519.verify(key, message, signature)) {
            throw new IllegalStateException(name + " is valid");
        }
        vectors.add(
                new SignatureVector(name, false, Bytes.copyOf(key), Bytes.copyOf(message), Bytes.copyOf(signature)));
    }

    private static Equation equation(Encoded key, Encoded r, byte[] message, byte[] signature) {
        BigInteger k = ReferenceEd25519.k(ReferenceEd25519.r(signature), key.octets(), message);
        Point left = ReferenceEd25519.BASE.times(ReferenceEd25519.s(signature));
        Point difference = left.plus(r.point().plus(key.point().times(k)).negate());
        if (difference.isIdentity()) {
            return Equation.HOLDS;
        }
        return difference.times(BigInteger.valueOf(8)).isIdentity() ? Equation.COFACTORED : Equation.FAILS;
    }

    /** R and S = r + k a mod L, for any R and A. */
    private static byte[] sign(Encoded key, Encoded r, byte[] message) {
        BigInteger k = ReferenceEd25519.k(r.octets(), key.octets(), message);
        BigInteger s = r.log().add(k.multiply(key.log())).mod(ReferenceEd25519.L);
        return concat(r.octets(), ReferenceEd25519.littleEndian(s, 32));
    }

    private static Encoded key(int index) {
        return Encoded.of(secret(index), 0);
    }

    private static Encoded nonce(int index) {
        return Encoded.of(secret(10_000 + index), 0);
    }

    private static BigInteger secret(int index) {
        byte[] label = ("secret " + index).getBytes(StandardCharsets.US_ASCII);
        return ReferenceEd25519.fromLittleEndian(ReferenceEd25519.sha512(label)).mod(ReferenceEd25519.L);
    }

    private static byte[] message(String name, int index) {
        return (name + " " + index).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] offCurve() {
        byte[] encoded = new byte[32];
        for (int y = 2; ReferenceEd25519.decode(encoded).isPresent(); y++) {
            encoded[0] = (byte) y;
        }
        return encoded;
    }

    private static boolean lastBit(Point point) {
        return (point.encode()[31] & 0x80) != 0;
    }

    private static byte[] concat(byte[] r, byte[] s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(s, 0, signature, 32, 32);
        return signature;
    }
}
