package network.ian.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled vectors: what the generator makes, and one verdict by every provider. */
class SignatureVectorTest {

    @Test
    void committedFileIsWhatTheGeneratorMakes() throws IOException {
        try (InputStream in = SignatureVector.class.getResourceAsStream(SignatureVector.RESOURCE)) {
            String committed = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(committed).isEqualTo(SignatureVectorGenerator.text());
        }
    }

    static List<SignatureVerifier> verifiers() {
        return Providers.verifiers();
    }

    @ParameterizedTest
    @MethodSource("verifiers")
    void everyProviderReachesTheVerdicts(SignatureVerifier verifier) {
        List<SignatureVector> vectors = SignatureVector.bundled();
        assertThat(vectors).hasSizeGreaterThan(80);
        for (SignatureVector vector : vectors) {
            boolean valid = verifier.verify(
                    vector.publicKey().view(),
                    vector.message().view(),
                    vector.signature().view());
            assertThat(valid)
                    .as("%s through %s", vector.name(), verifier.providerName())
                    .isEqualTo(vector.valid());
        }
    }

    @Test
    void reasonsNameTheCulprit() {
        SignatureVerifier verifier = new SignatureVerifier(new BouncyCastleProvider(100), 100);
        for (SignatureVector vector : SignatureVector.bundled()) {
            SignatureCheck check = verifier.check(
                    vector.publicKey().view(),
                    vector.message().view(),
                    vector.signature().view());
            String name = vector.name();
            if (name.startsWith("s-plus")) {
                assertThat(check).as(name).isEqualTo(SignatureCheck.S_NOT_REDUCED);
            } else if (name.startsWith("r-torsion") || name.startsWith("r-not-canonical-p-plus")) {
                assertThat(check).as(name).isEqualTo(SignatureCheck.BAD_R);
            } else if (name.startsWith("key-") && !name.equals("key-negated")) {
                assertThat(check).as(name).isEqualTo(SignatureCheck.BAD_KEY);
            } else if (name.startsWith("other-")) {
                assertThat(check).as(name).isEqualTo(SignatureCheck.MISMATCH);
            }
        }
    }
}
