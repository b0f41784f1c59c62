package network.ian.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages real documents and messages the way fuzzers do: bits, bytes, numbers at their edges, cuts, repeats, halves of two
 * documents; and, for text, words of the format, digits, broken UTF-8, deep nesting, and whole values taken out or doubled.
 */
public final class Mutator {

    private static final long[] EDGES = {
        0,
        1,
        0x7f,
        0x80,
        0xff,
        0x100,
        0x7fff,
        0x8000,
        0xffff,
        0x7fff_ffffL,
        0x8000_0000L,
        0xffff_ffffL,
        -1,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final int LONGEST_INSERT = 64;
    private static final int DEEPEST = 3_000;
    private static final int NEAR_THE_BEGINNING = 48;

    /** Overlong, surrogate, beyond the last code point, alone, cut off, mark of byte order, NUL, UTF-32, override of direction. */
    private static final List<String> BROKEN_UTF8 = List.of(
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u0080",
            "\u00e2\u0082",
            "\u00ef\u00bb\u00bf",
            "\0",
            "\u00e2\u0080\u00ae",
            "\u00fe",
            "\u00ff");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "2147483647",
            "2147483648",
            "-2147483649",
            "4294967296",
            "9007199254740992",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "1e999",
            "-1e999",
            "1e-999",
            "0.1",
            "00",
            "1.",
            "0x1f",
            "NaN",
            "Infinity",
            "1e1000000000",
            "1e100000000000000",
            "99999999999999999999999999999999999999");

    private static final String DELIMITERS = "{}[],:\"=\n &;-/ ";
    private static final String OPENING = "[{(\"'<&%\\";

    private final RandomGenerator random;
    private final List<byte[]> words;

    /** For binary formats. */
    public Mutator(RandomGenerator random) {
        this(random, List.of());
    }

    /** @param words of a text format; with none, what only makes sense for text is left out */
    public Mutator(RandomGenerator random, List<String> words) {
        this.random = random;
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * A damaged copy; one time in sixteen a copy that is as it was.
     *
     * @param original 1 byte or more
     * @param other another document, to take a piece of
     */
    public byte[] mutate(byte[] original, byte[] other) {
        byte[] mutant = original.clone();
        int times = random.nextInt(16) == 0 ? 0 : 1 + random.nextInt(3);
        for (int i = 0; i < times && mutant.length > 0; i++) {
            mutant = words.isEmpty() || random.nextBoolean() ? once(mutant, other) : text(mutant);
        }
        return mutant;
    }

    private byte[] once(byte[] in, byte[] other) {
        int at = position(in.length);
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(in, at);
            case 1 -> with(in, at, at, noise());
            case 2 -> with(in, at, end(in, at), new byte[0]);
            case 3 -> splice(in, at, other);
            case 4, 5 -> edge(in, at);
            case 6 -> replace(in, at, (byte) random.nextInt());
            case 7 -> with(in, at, at, Arrays.copyOfRange(in, at, end(in, at)));
            default -> replace(in, at, (byte) (in[at] ^ (1 << random.nextInt(8))));
        };
    }

    private byte[] text(byte[] in) {
        int at = position(in.length);
        return switch (random.nextInt(7)) {
            case 0 -> with(in, at, at, any(words));
            case 1 -> with(in, at, at, latin(BROKEN_UTF8.get(random.nextInt(BROKEN_UTF8.size()))));
            case 2 -> number(in, at);
            case 3 -> with(in, at, at, deep());
            case 4 -> part(in, at, new byte[0]);
            case 5 -> part(in, at, any(words));
            default -> doubled(in, at);
        };
    }

    /** Replaces what stands between two delimiters. */
    private static byte[] part(byte[] in, int at, byte[] by) {
        return with(in, from(in, at), to(in, at), by);
    }

    private static byte[] doubled(byte[] in, int at) {
        int from = from(in, at);
        int to = Math.min(in.length, to(in, at) + 1);
        return with(in, to, to, Arrays.copyOfRange(in, from, to));
    }

    /** Replaces the run of digits at or behind a position. */
    private byte[] number(byte[] in, int near) {
        int from = near;
        while (from < in.length && !digit(in[from])) {
            from++;
        }
        int to = from;
        while (to < in.length && digit(in[to])) {
            to++;
        }
        return with(in, from, to, latin(NUMBERS.get(random.nextInt(NUMBERS.size()))));
    }

    private byte[] deep() {
        char opening = OPENING.charAt(random.nextInt(OPENING.length()));
        String unit = random.nextInt(4) == 0 ? "{\"a\":" : String.valueOf(opening);
        return latin(unit.repeat(1 + random.nextInt(DEEPEST)));
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(LONGEST_INSERT)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] any(List<byte[]> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Lengths and counts stand near the beginning, so half of the damage goes there. */
    private int position(int length) {
        return random.nextInt(random.nextBoolean() ? Math.min(length, NEAR_THE_BEGINNING) : length);
    }

    private int end(byte[] in, int at) {
        return Math.min(in.length, at + 1 + random.nextInt(LONGEST_INSERT));
    }

    private byte[] edge(byte[] in, int at) {
        long value = EDGES[random.nextInt(EDGES.length)];
        int width = 2 << random.nextInt(3);
        boolean littleEndian = random.nextInt(4) == 0;
        for (int i = 0; i < width && at + i < in.length; i++) {
            in[at + i] = (byte) (value >>> (8 * (littleEndian ? i : width - 1 - i)));
        }
        return in;
    }

    private static byte[] splice(byte[] in, int at, byte[] other) {
        int from = Math.min(at, other.length);
        return with(in, at, in.length, Arrays.copyOfRange(other, from, other.length));
    }

    private static byte[] replace(byte[] in, int at, byte value) {
        in[at] = value;
        return in;
    }

    private static byte[] with(byte[] in, int from, int to, byte[] between) {
        byte[] out = Arrays.copyOf(in, in.length - (to - from) + between.length);
        System.arraycopy(between, 0, out, from, between.length);
        System.arraycopy(in, to, out, from + between.length, in.length - to);
        return out;
    }

    private static int from(byte[] in, int at) {
        int from = at;
        while (from > 0 && DELIMITERS.indexOf(in[from - 1]) < 0) {
            from--;
        }
        return from;
    }

    private static int to(byte[] in, int at) {
        int to = at;
        while (to < in.length && DELIMITERS.indexOf(in[to]) < 0) {
            to++;
        }
        return to;
    }

    private static boolean digit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
