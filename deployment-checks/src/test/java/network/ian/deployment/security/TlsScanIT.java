package network.ian.deployment.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import network.ian.app.endtoend.Cluster;
import network.ian.app.endtoend.Machine;
import network.ian.app.endtoend.NodeProcess;
import network.ian.deployment.Output;
import network.ian.deployment.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What testssl.sh says of both ports of a real node. It takes minutes. */
@Tag("proof")
class TlsScanIT {

    private static final Set<String> GOOD = Set.of("OK", "INFO");

    /** Of a certificate that nobody but the test has signed. */
    private static final Set<String> OF_THE_CERTIFICATE = Set.of(
            "cert_chain_of_trust",
            "cert_trust",
            "cert_revocation",
            "cert_crlDistributionPoints",
            "cert_ocspURL",
            "OCSP_stapling",
            "DNS_CAArecord",
            "certificate_transparency",
            "cert_notAfter",
            "cert_extlifeSpan",
            "cert_subjectAltName",
            "cert_validityPeriod",
            "cert_expirationStatus",
            "cert_signatureAlgorithm");

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void theApiOffersNothingWeak() throws IOException {
        Path cert = machine.path("c.pem");
        Path key = machine.path("k.pem");
        Output.of(new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "365",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        key.toString(),
                        "-out",
                        cert.toString()))
                .requireSuccess();
        NodeProcess node = machine.node("--api-tls-cert-file", cert.toString(), "--api-tls-key-file", key.toString())
                .startListening();
        Map<String, JsonNode> found = scan(node.api().address().getPort(), "-p", "-s", "-f", "-P", "-S", "-U");
        assertThat(finding(found, "TLS1")).isEqualTo("not offered");
        assertThat(finding(found, "TLS1_1")).isEqualTo("not offered");
        assertThat(finding(found, "TLS1_3")).startsWith("offered");
        assertThat(finding(found, "LUCKY13")).startsWith("not vulnerable");
        assertThat(finding(found, "cipherlist_AVERAGE")).isEqualTo("not offered");
        assertThat(weak(found)).isEmpty();
    }

    @Test
    void peersSpeakTls13Only() throws IOException {
        NodeProcess node = machine.node().start();
        Map<String, JsonNode> found = scan(Cluster.peerPort(node), "-p");
        for (String version : List.of("SSLv2", "SSLv3", "TLS1", "TLS1_1", "TLS1_2")) {
            assertThat(finding(found, version)).as(version).startsWith("not offered");
        }
        assertThat(finding(found, "TLS1_3")).startsWith("offered");
    }

    private Map<String, JsonNode> scan(int port, String... what) throws IOException {
        Path report = machine.path("report-" + port + ".json");
        List<String> command = new ArrayList<>(List.of(
                Tool.path("testssl"), "--quiet", "--color", "0", "--warnings", "off", "--jsonfile", report.toString()));
        command.addAll(List.of(what));
        command.add("127.0.0.1:" + port);
        Output scanned = Output.of(new ProcessBuilder(command));
        System.out.println(scanned.text());
        assertThat(Files.exists(report)).as(scanned.text()).isTrue();
        Map<String, JsonNode> found = new TreeMap<>();
        new ObjectMapper()
                .readTree(report.toFile())
                .forEach(finding -> found.put(finding.path("id").asText(), finding));
        return found;
    }

    private static String finding(Map<String, JsonNode> found, String id) {
        assertThat(found).containsKey(id);
        return found.get(id).path("finding").asText();
    }

    private static List<String> weak(Map<String, JsonNode> found) {
        return found.values().stream()
                .filter(finding -> !GOOD.contains(finding.path("severity").asText()))
                .filter(finding -> OF_THE_CERTIFICATE.stream()
                        .noneMatch(id -> finding.path("id").asText().startsWith(id)))
                .filter(finding -> !finding.path("id").asText().startsWith("clientProblem")
                        && !finding.path("id").asText().startsWith("engine_problem"))
                .map(finding -> finding.path("id").asText() + ": "
                        + finding.path("finding").asText())
                .toList();
    }
}
