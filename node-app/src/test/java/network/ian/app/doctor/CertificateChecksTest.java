package network.ian.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.p2p.transport.CertificateOfAnyAge;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateChecksTest {

    private static final Instant NOW = FakeHost.NOW;

    @TempDir
    private Path data;

    private NodeIdentity identity;

    @BeforeEach
    void identify() throws IOException {
        identity = IdentityFile.loadOrCreate(data.resolve("identity.json"), new SecureRandom(new byte[] {7}));
        Files.createDirectory(data.resolve("certs"));
    }

    @Test
    void agesAreToldApart() throws IOException {
        assertThat(check().status()).isEqualTo(Status.SKIP);
        made(identity, NOW);
        assertThat(check().status()).isEqualTo(Status.OK);
        made(identity, NOW.minus(Duration.ofDays(360)));
        assertThat(check().status()).isEqualTo(Status.WARN);
        made(identity, NOW.minus(Duration.ofDays(400)));
        assertThat(check().status()).isEqualTo(Status.FAIL);
        assertThat(check().found()).startsWith("it expired at 2026-10-1");
        made(identity, NOW.plus(Duration.ofDays(10)));
        assertThat(check().found()).startsWith("it is valid only from ");
    }

    @Test
    void itMustBeTheIdentitys() throws IOException {
        Path elsewhere = Files.createDirectory(data.resolve("other"));
        NodeIdentity other =
                IdentityFile.loadOrCreate(elsewhere.resolve("identity.json"), new SecureRandom(new byte[] {8}));
        made(other, NOW);
        assertThat(check().found()).isEqualTo("it is for another key than that of identity.json");
        Files.writeString(data.resolve("certs/node_cert.pem"), "nonsense");
        assertThat(check().found()).startsWith("it cannot be read");
    }

    @Test
    void theIdentityIsLookedAt() throws IOException {
        assertThat(new CertificateChecks(data, NOW).identityFile())
                .isEqualTo(Finding.ok("identity", "node " + identity.nodeId()));
        Files.writeString(data.resolve("identity.json"), "{}");
        assertThat(new CertificateChecks(data, NOW).identityFile().status()).isEqualTo(Status.FAIL);
        assertThat(new CertificateChecks(data, NOW).identity()).isEmpty();
        Files.delete(data.resolve("identity.json"));
        assertThat(new CertificateChecks(data, NOW).identityFile().status()).isEqualTo(Status.WARN);
    }

    @Test
    void theApisIsLookedAtWhereItIsConfigured() throws IOException {
        CertificateChecks checks = new CertificateChecks(data, NOW);
        assertThat(checks.api(Optional.empty()).status()).isEqualTo(Status.SKIP);
        Path file = data.resolve("api.pem");
        assertThat(checks.api(Optional.of(file)).status()).isEqualTo(Status.FAIL);
        Files.writeString(file, CertificateOfAnyAge.pem(identity, NOW));
        assertThat(checks.api(Optional.of(file)).status()).isEqualTo(Status.OK);
    }

    private Finding check() {
        return new CertificateChecks(data, NOW).peers(Optional.of(identity));
    }

    private void made(NodeIdentity by, Instant when) throws IOException {
        Files.writeString(data.resolve("certs/node_cert.pem"), CertificateOfAnyAge.pem(by, when));
    }
}
