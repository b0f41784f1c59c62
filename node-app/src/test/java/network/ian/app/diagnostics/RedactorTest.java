package network.ian.app.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactorTest {

    @Test
    void findsASecretWhateverStandsBeforeItAndHoweverTheWholeIsEncoded() {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] raw = new byte[16 + random.nextInt(33)];
            random.nextBytes(raw);
            String secret = round % 2 == 0
                    ? HexFormat.of().formatHex(raw)
                    : Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
            byte[] text = ("x".repeat(random.nextInt(5)) + secret + "y".repeat(random.nextInt(5)))
                    .getBytes(StandardCharsets.UTF_8);
            Redactor redactor = new Redactor(Set.of(secret));
            assertThat(clean(redactor, new String(text, StandardCharsets.UTF_8)))
                    .as("seed %d", seed)
                    .doesNotContain(secret)
                    .contains(Redactor.HIDDEN);
            String encoded = Base64.getEncoder().encodeToString(text);
            assertThat(clean(redactor, encoded)).as("seed %d", seed).contains(Redactor.HIDDEN);
            String hex = HexFormat.of().withUpperCase().formatHex(text);
            assertThat(clean(redactor, hex)).as("seed %d", seed).contains(Redactor.HIDDEN);
            if (round % 2 == 0) {
                String binary = Base64.getEncoder().encodeToString(raw);
                assertThat(clean(redactor, binary)).as("seed %d", seed).contains(Redactor.HIDDEN);
            }
        }
    }

    @Test
    void leavesEverythingElseAsItIs() {
        byte[] any = new byte[256];
        for (int i = 0; i < any.length; i++) {
            any[i] = (byte) i;
        }
        assertThat(new Redactor(Set.of("a secret that is not in there", "short")).clean(any))
                .isEqualTo(any);
        assertThat(clean(new Redactor(Set.of("short")), "in short")).isEqualTo("in short");
    }

    private static String clean(Redactor redactor, String text) {
        return new String(redactor.clean(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
