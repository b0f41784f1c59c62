package network.ian.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random signatures, valid, damaged and torsioned: every provider says the same, and a sample of them the reference. */
class ProvidersAgreeTest {

    private static final long SEED = 0x1a4_2026L;
    private static final int KEYS = 64;
    private static final int EVERY_REFERENCE = 50;

    private record Sample(Bytes key, Bytes message, Bytes signature) {}

    private final List<SignatureVerifier> verifiers = Providers.verifiers();
    private final List<SigningKey> keys = new ArrayList<>();
    private final List<BigInteger> scalars = new ArrayList<>();

    ProvidersAgreeTest() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < KEYS; i++) {
            byte[] seed = bytes(random, 32);
            keys.add(SigningKey.fromSeed(seed));
            scalars.add(ReferenceEd25519.secretScalar(seed));
        }
    }

    @Test
    void fifteenHundredRandomSignatures() {
        agreeOn(1_500);
    }

    @Test
    @Tag("proof")
    void tenThousandRandomSignatures() {
        agreeOn(10_000);
    }

    private void agreeOn(int count) {
        long valid = IntStream.range(0, count).parallel().filter(this::agreed).count();
        assertThat(verifiers).hasSizeGreaterThanOrEqualTo(2);
        // A third is untouched; torsion of order 1 and damage that changes nothing do not occur.
        assertThat(valid).isEqualTo((count + 2) / 3);
    }

    private boolean agreed(int index) {
        Sample sample = sample(index);
        Boolean verdict = index % EVERY_REFERENCE == 0
                ? ReferenceEd25519.verify(
                        sample.key().view(),
                        sample.message().view(),
                        sample.signature().view())
                : null;
        for (SignatureVerifier verifier : verifiers) {
            boolean found = verifier.verify(
                    sample.key().view(),
                    sample.message().view(),
                    sample.signature().view());
            verdict = verdict == null ? found : verdict;
            assertThat(found)
                    .as("seed %d index %d by %s: %s", SEED, index, verifier.providerName(), sample)
                    .isEqualTo(verdict);
        }
        return verdict;
    }

    private Sample sample(int index) {
        SplittableRandom random = new SplittableRandom(SEED + index);
        int keyIndex = random.nextInt(KEYS);
        byte[] message = bytes(random, random.nextInt(1, 300));
        Bytes key = keys.get(keyIndex).publicKey();
        Bytes signature = keys.get(keyIndex).sign(message);
        return switch (index % 3) {
            case 0 -> new Sample(key, Bytes.wrap(message), signature);
            case 1 -> flipped(random, key.toArray(), message, signature.toArray());
            default -> torsioned(random, scalars.get(keyIndex), key, message, signature.toArray());
        };
    }

    /** One bit of key, message or signature, a half of them in the signature. */
    private static Sample flipped(SplittableRandom random, byte[] key, byte[] message, byte[] signature) {
        byte[] target = switch (random.nextInt(4)) {
            case 0 -> key;
            case 1 -> message;
            default -> signature;
        };
        target[random.nextInt(target.length)] ^= (byte) (1 << random.nextInt(8));
        return new Sample(Bytes.wrap(key), Bytes.wrap(message), Bytes.wrap(signature));
    }

    /** A point of small order added to R, to A or to both; S fits the new challenge. */
    private static Sample torsioned(
            SplittableRandom random, BigInteger a, Bytes publicKey, byte[] message, byte[] signature) {
        int which = random.nextInt(4);
        byte[] oldR = ReferenceEd25519.r(signature);
        byte[] key = which == 0 || which == 3 ? shifted(random, publicKey.view()) : publicKey.toArray();
        byte[] r = which != 0 ? shifted(random, oldR) : oldR;
        BigInteger oldK = ReferenceEd25519.k(oldR, publicKey.view(), message);
        BigInteger k = ReferenceEd25519.k(r, key, message);
        BigInteger s =
                ReferenceEd25519.s(signature).add(k.subtract(oldK).multiply(a)).mod(ReferenceEd25519.L);
        System.arraycopy(r, 0, signature, 0, 32);
        System.arraycopy(ReferenceEd25519.littleEndian(s, 32), 0, signature, 32, 32);
        return new Sample(Bytes.wrap(key), Bytes.wrap(message), Bytes.wrap(signature));
    }

    private static byte[] shifted(SplittableRandom random, byte[] encoded) {
        return ReferenceEd25519.decode(encoded)
                .orElseThrow()
                .plus(Torsion.times(random.nextInt(1, 8)))
                .encode();
    }

    private static byte[] bytes(SplittableRandom random, int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        return octets;
    }
}
