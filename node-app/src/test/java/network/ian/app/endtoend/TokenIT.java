package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens and TLS with a node of its own process, and the program as an operator calls it. */
class TokenIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aTokenWorksAtOnceOnARunningNodeAndSurvivesItsDeath() throws Exception {
        NodeProcess node = machine.node("--api-require-token").start();
        String data = node.dataDirectory().toString();
        assertThat(save(node, "ian_000000000000_" + "0".repeat(64))).isEqualTo(401);

        String admin = create(data, "admin");
        assertThat(save(node, admin)).isEqualTo(200);
        String reader = create(data, "read");
        assertThat(save(node, reader)).isEqualTo(403);

        JsonNode listed = machine.ian("token", "list", "--data-dir", data, "--json")
                .withExitCode(0)
                .json()
                .get("tokens");
        assertThat(listed).hasSize(2);
        for (JsonNode token : listed) {
            assertThat(token.get("last_used_ms").asLong()).isPositive();
        }
        machine.ian("token", "revoke", reader.substring(4, 16), "--data-dir", data)
                .withExitCode(0);
        assertThat(save(node, reader)).isEqualTo(401);

        String last = create(data, "admin");
        node.kill();
        node.start();
        assertThat(save(node, admin)).isEqualTo(200);
        assertThat(save(node, last)).isEqualTo(200);
        assertThat(save(node, reader)).isEqualTo(401);
        assertThat(node.log())
                .filteredOn(line -> line.path("message").asText().equals("Authentication failed"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("WARN");
                    assertThat(line.path("client").asText()).isEqualTo("127.0.0.1");
                    assertThat(line.path("reason").asText()).isEqualTo("unknown");
                    assertThat(line.toString()).doesNotContain(reader.substring(17));
                });
    }

    @Test
    void changesOfManyProcessesAtOnceAreAllKept() throws Exception {
        String data = Files.createDirectory(machine.path("data")).toString();
        List<CompletableFuture<String>> made = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ProcessBuilder create = Program.process(
                    machine.path("tmp"), "token", "create", "--scope", "read", "--data-dir", data, "--json");
            Path out = machine.path("out" + i);
            made.add(create.redirectOutput(out.toFile())
                    .redirectError(machine.path("err" + i).toFile())
                    .start()
                    .onExit()
                    .thenApply(process -> id(out)));
        }
        List<String> ids = made.stream().map(CompletableFuture::join).sorted().toList();
        JsonNode kept =
                Json.parse(Files.readString(Path.of(data, "tokens.json"))).get("tokens");
        assertThat(kept.properties().stream().map(entry -> entry.getKey()).sorted())
                .isEqualTo(ids);
    }

    @Test
    void commandsAskTheirOwnNodeOverHttps() throws Exception {
        Path certificate = machine.path("cert.pem");
        Path key = machine.path("key.pem");
        selfSign(certificate, key);
        NodeProcess node = machine.node(
                        "--api-tls-cert-file", certificate.toString(), "--api-tls-key-file", key.toString())
                .launch();
        String data = node.dataDirectory().toString();
        Path address = node.dataDirectory().resolve("api.address");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> Files.isRegularFile(address));
        String url = Files.readString(address).strip();
        assertThat(url).startsWith("https://127.0.0.1:");

        machine.ian("health", "--data-dir", data).withExitCode(0);
        assertThat(machine.ian("token", "list", "--data-dir", data, "--json")
                        .withExitCode(0)
                        .err())
                .isEmpty();
        // Under an address that it is not for, it is believed only where it is known as this machine's own.
        String elsewhere = Files.createDirectory(machine.path("elsewhere")).toString();
        assertThat(machine.ian("goals", "--node", url, "--data-dir", elsewhere)
                        .withExitCode(3)
                        .err())
                .contains("does not answer");
        String ca = certificate.toString();
        assertThat(machine.ian("goals", "--node", url, "--data-dir", elsewhere, "--ca", ca)
                        .withExitCode(3)
                        .err())
                .contains("does not answer: No subject alternative names matching IP address 127.0.0.1");
        String named = url.replace("127.0.0.1", "localhost");
        machine.ian("goals", "--node", named, "--data-dir", elsewhere, "--ca", ca)
                .withExitCode(0);
    }

    private String create(String data, String scope) throws IOException {
        return machine.ian("token", "create", "--scope", scope, "--data-dir", data, "--json")
                .withExitCode(0)
                .json()
                .get("token")
                .asText();
    }

    private static String id(Path out) {
        try {
            return Json.parse(Files.readString(out)).get("token_id").asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int save(NodeProcess node, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.api().address() + "/api/v1/admin/save"))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** For {@code localhost}, and not for its address. */
    private static void selfSign(Path certificate, Path key) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=ian.example");
        byte[] signed = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                        Date.from(Instant.parse("2040-01-01T00:00:00Z")),
                        name,
                        keys.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        Files.writeString(certificate, pem("CERTIFICATE", signed));
        Files.writeString(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
