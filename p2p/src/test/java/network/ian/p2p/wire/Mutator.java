package network.ian.p2p.wire;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Damages captured frames the way fuzzers do: bits, bytes, numbers at their edges, cuts, repeats, and halves of two frames. */
public final class Mutator {

    private static final int[] EDGES = {
        0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, -1
    };
    private static final int LONGEST_INSERT = 64;

    private final RandomGenerator random;

    public Mutator(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A damaged copy; one time in sixteen a copy that is as it was.
     *
     * @param frame type and payload, 1 byte or more
     * @param other another frame, to take a piece of
     */
    public byte[] mutate(byte[] frame, byte[] other) {
        byte[] mutant = frame.clone();
        int times = random.nextInt(16) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < times && mutant.length > 0; i++) {
            mutant = once(mutant, other);
        }
        return mutant;
    }

    private byte[] once(byte[] in, byte[] other) {
        int at = position(in.length);
        return switch (random.nextInt(9)) {
            case 0 -> cut(in, at);
            case 1 -> insert(in, at);
            case 2 -> without(in, at);
            case 3 -> splice(in, at, other);
            case 4, 5 -> edge(in, at);
            case 6 -> replace(in, at, (byte) random.nextInt());
            default -> replace(in, at, (byte) (in[at] ^ (1 << random.nextInt(8))));
        };
    }

    /** Lengths and counts stand near the beginning, so half of the damage goes there. */
    private int position(int length) {
        return random.nextInt(random.nextBoolean() ? Math.min(length, 48) : length);
    }

    private static byte[] cut(byte[] in, int at) {
        return Arrays.copyOf(in, at);
    }

    private byte[] insert(byte[] in, int at) {
        byte[] extra = new byte[1 + random.nextInt(LONGEST_INSERT)];
        random.nextBytes(extra);
        byte[] out = Arrays.copyOf(in, in.length + extra.length);
        System.arraycopy(extra, 0, out, at, extra.length);
        System.arraycopy(in, at, out, at + extra.length, in.length - at);
        return out;
    }

    private byte[] without(byte[] in, int at) {
        int gone = Math.min(in.length - at, 1 + random.nextInt(LONGEST_INSERT));
        byte[] out = Arrays.copyOf(in, in.length - gone);
        System.arraycopy(in, at + gone, out, at, out.length - at);
        return out;
    }

    private static byte[] splice(byte[] in, int at, byte[] other) {
        int from = Math.min(at, other.length);
        byte[] out = Arrays.copyOf(in, at + other.length - from);
        System.arraycopy(other, from, out, at, other.length - from);
        return out;
    }

    private byte[] edge(byte[] in, int at) {
        int value = EDGES[random.nextInt(EDGES.length)];
        for (int i = 0; i < Integer.BYTES && at + i < in.length; i++) {
            in[at + i] = (byte) (value >>> (8 * (3 - i)));
        }
        return in;
    }

    private static byte[] replace(byte[] in, int at, byte value) {
        in[at] = value;
        return in;
    }
}
