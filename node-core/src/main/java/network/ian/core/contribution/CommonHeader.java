package network.ian.core.contribution;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/**
 * Reads the form that nearly all headers have: unsponsored, without a nonce, numbers of at most 15 digits and no sign. A node
 * that catches up reads one for each entry, and a JSON tree costs ten times as much. Whatever is not exactly of that form is
 * left to {@link HeaderCodec}, which alone says what is wrong with it.
 */
final class CommonHeader {

    private static final byte[] CONTRIBUTOR = ascii("{\"contributor_id\":\"");
    private static final byte[] TOPIC = ascii("\",\"goal_topic\":\"");
    private static final byte[] PACK = ascii("\",\"kind\":\"" + Kind.AGENT_PACK.text() + "\",\"pack_hash\":\"");
    private static final byte[] KEY = ascii("\",\"public_key\":\"");
    private static final byte[] SEED = ascii("\",\"seed\":");
    private static final byte[] TIMESTAMP = ascii(",\"sponsored\":false,\"timestamp_ms\":");
    private static final byte[] END = ascii(",\"v\":" + HeaderCodec.VERSION + "}");
    private static final int MAX_DIGITS = 15;
    private static final byte[] VALUES = values();

    private final byte[] in;
    private int at;
    private boolean fits = true;

    private CommonHeader(byte[] in) {
        this.in = in;
    }

    /** The header, if it is of the common form and well-formed in every field. */
    static Optional<Header> read(Bytes bytes) {
        return new CommonHeader(bytes.view()).read();
    }

    private Optional<Header> read() {
        byte[] contributor = hash(CONTRIBUTOR);
        byte[] topic = hash(TOPIC);
        byte[] pack = hash(PACK);
        byte[] key = hash(KEY);
        long seed = number(SEED);
        long timestamp = number(TIMESTAMP);
        literal(END);
        if (!fits || at != in.length || !Sha256.of(key).equals(Hash.wrap(contributor))) {
            return Optional.empty();
        }
        String id = new String(in, CONTRIBUTOR.length, 2 * Hash.SIZE, StandardCharsets.US_ASCII);
        return Optional.of(new Header(
                id,
                Hash.wrap(topic),
                Kind.AGENT_PACK,
                Hash.wrap(pack),
                Bytes.wrap(key),
                seed,
                false,
                timestamp,
                Optional.empty()));
    }

    private void literal(byte[] expected) {
        int end = at + expected.length;
        fits = fits && end <= in.length && Arrays.equals(in, at, end, expected, 0, expected.length);
        at = end;
    }

    private byte[] hash(byte[] before) {
        literal(before);
        byte[] octets = new byte[Hash.SIZE];
        fits = fits && at + 2 * Hash.SIZE <= in.length;
        for (int i = 0; i < Hash.SIZE && fits; i++) {
            int octet = value(in[at + 2 * i]) << 4 | value(in[at + 2 * i + 1]);
            octets[i] = (byte) octet;
            fits = octet >= 0;
        }
        at += 2 * Hash.SIZE;
        return octets;
    }

    private long number(byte[] before) {
        literal(before);
        int start = at;
        long number = 0;
        while (fits && at < in.length && in[at] >= '0' && in[at] <= '9' && at - start <= MAX_DIGITS) {
            number = number * 10 + in[at] - '0';
            at++;
        }
        int digits = at - start;
        fits = fits && digits > 0 && digits <= MAX_DIGITS && (digits == 1 || in[start] != '0');
        return number;
    }

    /** Below 0 for what is no lower-case hex digit. */
    private static int value(byte character) {
        return character < 0 ? -1 : VALUES[character];
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < 16; value++) {
            values[Character.forDigit(value, 16)] = (byte) value;
        }
        return values;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
