package network.ian.p2p.reconciliation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import network.ian.core.crypto.Hash;

/** A sum of ids modulo 2^256, each id taken as a little-endian number (Negentropy V1, "Fingerprint Algorithm"). */
final class IdSum {

    /** Longs that a sum takes in an array, least significant first. */
    static final int WORDS = Hash.SIZE / Long.BYTES;

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long w0;
    private long w1;
    private long w2;
    private long w3;

    void add(Hash id) {
        byte[] octets = id.view();
        add(word(octets, 0), word(octets, 1), word(octets, 2), word(octets, 3), 0);
    }

    void subtract(Hash id) {
        byte[] octets = id.view();
        add(~word(octets, 0), ~word(octets, 1), ~word(octets, 2), ~word(octets, 3), 1);
    }

    void add(IdSum other) {
        add(other.w0, other.w1, other.w2, other.w3, 0);
    }

    void subtract(IdSum other) {
        add(~other.w0, ~other.w1, ~other.w2, ~other.w3, 1);
    }

    /** Adds the sum at place {@code index} of {@code sums}. */
    void add(long[] sums, int index) {
        int at = index * WORDS;
        add(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], 0);
    }

    /** Writes the sum to place {@code index} of {@code sums}. */
    void store(long[] sums, int index) {
        int at = index * WORDS;
        sums[at] = w0;
        sums[at + 1] = w1;
        sums[at + 2] = w2;
        sums[at + 3] = w3;
    }

    /** Writes the sum as 32 bytes, little-endian, to the start of {@code target}. */
    void write(byte[] target) {
        LITTLE_ENDIAN.set(target, 0, w0);
        LITTLE_ENDIAN.set(target, Long.BYTES, w1);
        LITTLE_ENDIAN.set(target, 2 * Long.BYTES, w2);
        LITTLE_ENDIAN.set(target, 3 * Long.BYTES, w3);
    }

    private void add(long a0, long a1, long a2, long a3, long carryIn) {
        long s0 = w0 + a0 + carryIn;
        long c0 = carry(w0, a0, s0);
        long s1 = w1 + a1 + c0;
        long c1 = carry(w1, a1, s1);
        long s2 = w2 + a2 + c1;
        long c2 = carry(w2, a2, s2);
        w3 = w3 + a3 + c2;
        w2 = s2;
        w1 = s1;
        w0 = s0;
    }

    /** What {@code a + b} and a carry-in of 0 or 1 carry out of 64 bits, given their sum (Hacker's Delight, 2-16). */
    private static long carry(long a, long b, long sum) {
        return ((a & b) | ((a | b) & ~sum)) >>> (Long.SIZE - 1);
    }

    private static long word(byte[] octets, int word) {
        return (long) LITTLE_ENDIAN.get(octets, word * Long.BYTES);
    }
}
