package network.ian.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @Test
    void textNeverShowsTheSecret() {
        String secret = HexFormat.of().formatHex(key.seed());
        assertThat(key.toString()).contains(key.publicKey().hex()).doesNotContain(secret);
    }

    @Test
    void seedRestoresTheKey() {
        SigningKey restored = SigningKey.fromSeed(key.seed());
        assertThat(restored.publicKey()).isEqualTo(key.publicKey());
        assertThat(restored.sign(new byte[10])).isEqualTo(key.sign(new byte[10]));
    }

    @Test
    void seedIsCopiedInAndOut() {
        byte[] seed = key.seed();
        SigningKey copied = SigningKey.fromSeed(seed);
        seed[0] ^= 1;
        copied.seed()[0] ^= 1;
        assertThat(copied.seed()).isEqualTo(key.seed());
    }

    @Test
    void generatedKeysDiffer() {
        assertThat(SigningKey.generate(new SecureRandom()).publicKey()).isNotEqualTo(key.publicKey());
    }

    @Test
    void refusesSeedsOfOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.fromSeed(new byte[31]))
                .withMessageContaining("32 bytes, not 31");
    }
}
