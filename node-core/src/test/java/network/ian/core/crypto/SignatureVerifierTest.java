package network.ian.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.api.Test;

class SignatureVerifierTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    private final SigningKey key = SigningKey.fromSeed(new byte[32]);
    private final byte[] publicKey = key.publicKey().toArray();
    private final byte[] signature = key.sign(MESSAGE).toArray();
    private final SignatureVerifier verifier = new SignatureVerifier(new BouncyCastleProvider(16), 16);

    @Test
    void acceptsWhatTheSignerMade() {
        assertThat(verifier.check(publicKey, MESSAGE, signature)).isEqualTo(SignatureCheck.VALID);
        assertThat(verifier.verify(publicKey, MESSAGE, signature)).isTrue();
    }

    @Test
    void refusesSignaturesOfOtherLengths() {
        for (int length : new int[] {0, 1, 63, 65, 128}) {
            assertThat(verifier.check(publicKey, MESSAGE, Arrays.copyOf(signature, length)))
                    .isEqualTo(SignatureCheck.BAD_LENGTH);
        }
    }

    @Test
    void refusesKeysOfOtherLengths() {
        for (int length : new int[] {0, 1, 31, 33, 64}) {
            assertThat(verifier.check(Arrays.copyOf(publicKey, length), MESSAGE, signature))
                    .isEqualTo(SignatureCheck.BAD_KEY);
        }
    }

    @Test
    void boundaryOfS() {
        assertThat(SignatureEncoding.isReduced(withS(ReferenceEd25519.L.subtract(BigInteger.ONE))))
                .isTrue();
        assertThat(SignatureEncoding.isReduced(withS(ReferenceEd25519.L))).isFalse();
        assertThat(SignatureEncoding.isReduced(withS(ReferenceEd25519.L.add(BigInteger.ONE))))
                .isFalse();
        assertThat(SignatureEncoding.isReduced(new byte[64])).isTrue();
    }

    @Test
    void boundaryOfR() {
        BigInteger p = ReferenceEd25519.P;
        for (int sign = 0; sign < 2; sign++) {
            for (int i = 0; i < 19; i++) {
                assertThat(mayBePoint(p.add(BigInteger.valueOf(i)), sign)).isFalse();
            }
            for (int i = 1; i < 19; i++) {
                assertThat(mayBePoint(p.subtract(BigInteger.valueOf(i)), sign)).isTrue();
            }
            for (int y : new int[] {0, 2, 3, 0xff, 0x101, 0x10001}) {
                assertThat(mayBePoint(BigInteger.valueOf(y), sign)).isTrue();
            }
            assertThat(mayBePoint(BigInteger.ONE, sign)).isFalse();
            for (int bit = 8; bit < 255; bit++) {
                assertThat(mayBePoint(BigInteger.ONE.setBit(bit), sign)).isTrue();
                assertThat(mayBePoint(p.clearBit(bit), sign)).isTrue();
            }
        }
    }

    @Test
    void checksEachKeyOnceWhetherGoodOrBad() {
        AtomicInteger derived = new AtomicInteger();
        KeyCache<Boolean> cache = new KeyCache<>(16, octets -> derived.incrementAndGet() < 0);
        for (int i = 0; i < 5; i++) {
            assertThat(cache.get(publicKey.clone())).isFalse();
        }
        assertThat(derived).hasValue(1);
    }

    @Test
    void cachedKeyIsNotTheCallersArray() {
        byte[] reused = publicKey.clone();
        assertThat(verifier.isValidKey(reused)).isTrue();
        Arrays.fill(reused, (byte) 0);
        assertThat(verifier.isValidKey(reused)).isFalse();
        assertThat(verifier.isValidKey(publicKey)).isTrue();
    }

    @Test
    void cacheIsBounded() {
        KeyCache<Bytes> cache = new KeyCache<>(10, Bytes::copyOf);
        for (int i = 0; i < 1000; i++) {
            cache.get(new byte[] {(byte) i, (byte) (i >> 8)});
        }
        assertThat(cache.size()).isLessThanOrEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyCache<>(0, Bytes::copyOf));
    }

    private static byte[] withS(BigInteger s) {
        byte[] octets = new byte[64];
        System.arraycopy(ReferenceEd25519.littleEndian(s, 32), 0, octets, 32, 32);
        return octets;
    }

    private static boolean mayBePoint(BigInteger y, int sign) {
        byte[] octets = Arrays.copyOf(ReferenceEd25519.littleEndian(y, 32), 64);
        octets[31] |= (byte) (sign << 7);
        return SignatureEncoding.mayEncodePrimeOrderPoint(octets);
    }
}
