package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.ian.core.crypto.Sha256;
import network.ian.core.view.CertificateControl;
import network.ian.core.view.CertificateSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final byte[] NOTHING = {};
    private static final String ROTATE = "/api/v1/admin/certificates/rotate";
    private static final Instant NOW = Instant.ofEpochMilli(RunningApi.NOW_MS);

    @TempDir
    Path data;

    private final CertificateSummary used = certificate(10);
    private Optional<String> problem = Optional.of("node_key.pem: is somebody else's");
    private final FakePeers peers = new FakePeers();

    @Test
    void tellsOfThemAndRotatesForAnAdministratorOnly() throws IOException {
        peers.certificates = new Control(CompletableFuture.completedFuture(certificate(365)));
        try (RunningApi api = RunningApi.start(data, peers)) {
            JsonNode shown = api.get("/api/v1/certificates").data().get("certificates");
            assertThat(shown)
                    .hasToString("[{\"certificate\":\"peers\",\"subject\":\"CN=10\",\"fingerprint\":\""
                            + used.fingerprint() + "\",\"not_before_ms\":"
                            + used.notBefore().toEpochMilli() + ",\"not_after_ms\":"
                            + used.notAfter().toEpochMilli()
                            + ",\"days_left\":10,\"problem\":\"node_key.pem: is somebody else's\"}]");
            assertThat(api.post(ROTATE, NOTHING).status()).isEqualTo(401);
            problem = Optional.empty();
            JsonNode made = api.post(ROTATE, NOTHING, admin(api)).data();
            assertThat(made.get("fingerprint").asText())
                    .isEqualTo(certificate(365).fingerprint().hex());
            assertThat(made.get("problem").asText()).isEmpty();
        }
    }

    @Test
    void saysWhyItWasNotRotated() throws IOException {
        peers.certificates =
                new Control(CompletableFuture.failedFuture(new IllegalStateException("node_key.pem: is foreign")));
        try (RunningApi api = RunningApi.start(data, peers)) {
            RunningApi.Reply refused = api.post(ROTATE, NOTHING, admin(api));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).isEqualTo("the order was not carried out: node_key.pem: is foreign");
        }
    }

    @Test
    void describesItsProcessToAnAdministratorOnly() throws IOException {
        try (RunningApi api = RunningApi.start(data, peers)) {
            String path = "/api/v1/admin/diagnostics";
            assertThat(api.post(path, NOTHING).status()).isEqualTo(401);
            JsonNode process = api.post(path, NOTHING, admin(api)).data();
            assertThat(process.get("threads").asText())
                    .contains("\"main\" ")
                    .contains("network.ian.api.diagnosis.ThreadDump.take(")
                    .doesNotContain(api.adminToken.reveal());
            assertThat(process.get("pid").asLong())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(process.at("/heap/used_bytes").asLong()).isPositive();
            assertThat(process.at("/heap/pools").size()).isPositive();
            assertThat(process.get("deadlocked").size()).isZero();
        }
    }

    private static String[] admin(RunningApi api) {
        return new String[] {"Authorization", "Bearer " + api.adminToken.reveal()};
    }

    private static CertificateSummary certificate(int days) {
        return new CertificateSummary(
                "CN=" + days,
                Sha256.of(new byte[] {(byte) days}),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(days)));
    }

    private final class Control implements CertificateControl {

        private final CompletableFuture<CertificateSummary> outcome;

        private Control(CompletableFuture<CertificateSummary> outcome) {
            this.outcome = outcome;
        }

        @Override
        public Optional<CertificateSummary> inUse() {
            return Optional.of(used);
        }

        @Override
        public Optional<String> problem() {
            return problem;
        }

        @Override
        public CompletableFuture<CertificateSummary> rotate() {
            return outcome;
        }
    }
}
