package network.ian.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.SigningKey;
import org.junit.jupiter.api.Test;

class CommonHeaderTest {

    private static final long SEED = 20_260_401;
    private static final String CHARACTERS = "0123456789abcdefABCDEF-+.e\"\\{},: ntf\u0000\u007f";

    private final Random random = new Random(SEED);

    @Test
    void readsWhatTheGeneralDecoderReads() {
        int common = 0;
        for (int i = 0; i < 2_000; i++) {
            Header header = header();
            Bytes bytes = HeaderCodec.encode(header);
            Optional<Header> read = CommonHeader.read(bytes);
            common += read.isPresent() ? 1 : 0;
            read.ifPresent(h -> assertThat(h).as("seed %d", SEED).isEqualTo(header));
            assertThat(HeaderCodec.decode(bytes)).isEqualTo(header).isEqualTo(HeaderCodec.decodeAny(bytes));
        }
        assertThat(common).isGreaterThan(500);
    }

    @Test
    void takesNothingThatTheGeneralDecoderRefuses() {
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            Bytes mutated = mutated(HeaderCodec.encode(header()).toArray());
            Optional<Header> read = CommonHeader.read(mutated);
            if (read.isPresent()) {
                taken++;
                assertThat(general(mutated))
                        .as("seed %d: %s", SEED, mutated.hex())
                        .isEqualTo(read);
            }
        }
        assertThat(taken).as("numbers may change").isPositive();
    }

    @Test
    void leavesNumbersThatAreNotPlainToTheGeneralDecoder() {
        String header = new String(HeaderCodec.encode(header(0, 0)).toArray(), StandardCharsets.US_ASCII);
        for (String number : new String[] {"", "-0", "00", "01", "+1", "1.0", "1e3", "-1", "1234567890123456"}) {
            Bytes bytes = Bytes.wrap(
                    header.replace("\"seed\":0", "\"seed\":" + number).getBytes(StandardCharsets.US_ASCII));
            assertThat(CommonHeader.read(bytes)).as(number).isEmpty();
        }
    }

    private static Optional<Header> general(Bytes bytes) {
        try {
            return Optional.of(HeaderCodec.decodeAny(bytes));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private Bytes mutated(byte[] octets) {
        int at = random.nextInt(octets.length);
        byte character = (byte) CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.wrap(Arrays.copyOf(octets, at));
            case 1 -> inserted(octets, at, character);
            // Near the end, where the numbers are.
            case 2 -> changed(octets, octets.length - 1 - random.nextInt(90), character);
            default -> changed(octets, at, character);
        };
    }

    private static Bytes changed(byte[] octets, int at, byte character) {
        octets[at] = character;
        return Bytes.wrap(octets);
    }

    private static Bytes inserted(byte[] octets, int at, byte character) {
        byte[] longer = new byte[octets.length + 1];
        System.arraycopy(octets, 0, longer, 0, at);
        longer[at] = character;
        System.arraycopy(octets, at, longer, at + 1, octets.length - at);
        return Bytes.wrap(longer);
    }

    private Header header() {
        long seed = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(1_000);
            case 2 -> random.nextLong(CanonicalJson.MAX_INTEGER + 1);
            default -> random.nextInt(1_000_000);
        };
        return header(seed, random.nextInt(8) == 0 ? CanonicalJson.MAX_INTEGER : random.nextLong(1L << 42));
    }

    private Header header(long seed, long timestampMs) {
        byte[] keySeed = new byte[32];
        random.nextBytes(keySeed);
        Bytes key = SigningKey.fromSeed(keySeed).publicKey();
        boolean sponsored = random.nextInt(8) == 0;
        Optional<Bytes> nonce = random.nextInt(8) == 0 ? Optional.of(Bytes.wrap(new byte[] {1, 2})) : Optional.empty();
        return new Header(
                sponsored ? "somebody" : ContributorId.ofKey(key),
                hash(),
                Kind.AGENT_PACK,
                hash(),
                key,
                seed,
                sponsored,
                timestampMs,
                nonce);
    }

    private Hash hash() {
        byte[] octets = new byte[Hash.SIZE];
        random.nextBytes(octets);
        return Hash.wrap(octets);
    }
}
