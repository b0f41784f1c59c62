package network.ian.core.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import network.ian.core.codec.Hex;
import network.ian.core.codec.MalformedException;

/** A SHA-256 value: 32 immutable bytes, compared lexicographically by unsigned byte. */
public final class Hash implements Comparable<Hash> {

    public static final int SIZE = 32;

    private final byte[] octets;

    private Hash(byte[] octets) {
        this.octets = octets;
    }

    /** Takes ownership of {@code octets}. */
    public static Hash wrap(byte[] octets) {
        if (octets.length != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + octets.length);
        }
        return new Hash(octets);
    }

    /** Copies 32 bytes of {@code from} that start at {@code offset}. */
    public static Hash copyOf(byte[] from, int offset) {
        return new Hash(Arrays.copyOfRange(from, offset, offset + SIZE));
    }

    /**
     * Decodes 64 lower-case hex digits.
     *
     * @throws MalformedException naming {@code field} for anything else
     */
    public static Hash fromHex(String field, String hex) {
        if (hex.length() != 2 * SIZE) {
            throw new MalformedException(field, "expected 64 hex digits, got " + hex.length() + " characters");
        }
        return new Hash(Hex.decode(field, hex));
    }

    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** The backing array, for hashing and writing without a copy. Callers must not write to it. */
    public byte[] view() {
        return octets;
    }

    /** Number of leading zero bits, 0 to 256. */
    public int leadingZeroBits() {
        int bits = 0;
        for (byte octet : octets) {
            if (octet != 0) {
                return bits + Integer.numberOfLeadingZeros(octet & 0xff) - 24;
            }
            bits += 8;
        }
        return bits;
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(octets).getInt();
    }

    @Override
    public String toString() {
        return hex();
    }
}
