package network.ian.api.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CipherSuitesTest {

    @TempDir
    Path directory;

    @Test
    void onlyThoseThatAuthenticateAndWhoseKeysDoNotOutliveTheConnection() throws Exception {
        SelfSigned pair = SelfSigned.make("EC", 1, Instant.parse("2030-01-01T00:00:00Z"));
        ApiCertificate certificate =
                ApiCertificate.open(pair.write(directory), directory, Clock.systemUTC(), end -> {});
        List<String> suites = List.of(certificate.context().getSelectedCipherSuites());
        assertThat(suites)
                .contains("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
                .contains("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256")
                .allMatch(suite -> suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_"))
                .noneMatch(suite -> suite.startsWith("TLS_RSA_"));
        assertThat(certificate.context().getSelectedProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(certificate.context().isRenegotiationAllowed()).isFalse();
    }
}
