package network.ian.core.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with value equality. Compares lexicographically by unsigned byte. */
public final class Bytes implements Comparable<Bytes> {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** Copies {@code octets}. */
    public static Bytes copyOf(byte[] octets) {
        return new Bytes(octets.clone());
    }

    /** Takes ownership of {@code octets}: the caller must not write to the array afterwards. */
    public static Bytes wrap(byte[] octets) {
        return new Bytes(octets);
    }

    /**
     * Decodes lower-case hex.
     *
     * @throws MalformedException naming {@code field} if {@code hex} is not an even number of lower-case hex digits
     */
    public static Bytes fromHex(String field, String hex) {
        return wrap(Hex.decode(field, hex));
    }

    public int size() {
        return octets.length;
    }

    public byte at(int index) {
        return octets[index];
    }

    public byte[] toArray() {
        return octets.clone();
    }

    /** The backing array, for hashing and writing without a copy. Callers must not write to it. */
    public byte[] view() {
        return octets;
    }

    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return hex();
    }
}
