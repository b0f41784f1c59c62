package network.ian.p2p.wire;

/**
 * A Negentropy V1 fingerprint of a set of ids: the first 16 bytes of SHA-256(sum of ids modulo 2^256 | varint(count)).
 * Finds accidental differences; an attacker who chooses ids can forge a collision of sums, so it never proves equality.
 *
 * @param high its first eight bytes, big-endian
 * @param low its last eight bytes, big-endian
 */
public record Fingerprint(long high, long low) {

    /** Length in bytes. */
    public static final int SIZE = 16;
}
