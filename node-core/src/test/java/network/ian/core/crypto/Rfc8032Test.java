package network.ian.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8032 section 7.1, through the signer, every provider and the reference. */
class Rfc8032Test {

    record Example(String name, Bytes seed, Bytes publicKey, Bytes message, Bytes signature) {

        static Example parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Example(parts[0], hex(parts[1]), hex(parts[2]), hex(parts[3].replace("-", "")), hex(parts[4]));
        }

        private static Bytes hex(String text) {
            return Bytes.fromHex("vector", text.toLowerCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Example> examples() throws IOException {
        try (InputStream in = Rfc8032Test.class.getResourceAsStream("rfc8032-vectors.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Example::parse)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void signs(Example example) {
        SigningKey key = SigningKey.fromSeed(example.seed().toArray());
        assertThat(key.publicKey()).isEqualTo(example.publicKey());
        assertThat(key.sign(example.message().toArray())).isEqualTo(example.signature());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyProviderVerifies(Example example) {
        for (SignatureVerifier verifier : Providers.verifiers()) {
            assertThat(verifier.check(
                            example.publicKey().view(),
                            example.message().view(),
                            example.signature().view()))
                    .as(verifier.providerName())
                    .isEqualTo(SignatureCheck.VALID);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void referenceVerifies(Example example) {
        assertThat(ReferenceEd25519.verify(
                        example.publicKey().view(),
                        example.message().view(),
                        example.signature().view()))
                .isTrue();
    }
}
