package network.ian.app.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import network.ian.core.config.ApiSettings;
import network.ian.core.config.Setting;
import network.ian.core.config.Settings;
import network.ian.core.config.TauSettings;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.WallClock;
import network.ian.p2p.transport.CertificateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets lie in every place that there is for one, a careless log and a careless node repeat them, and none is exported. */
class NoSecretTest {

    private static final SecureRandom RANDOM = new SecureRandom(new byte[] {4});

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>(Map.of("IAN_TAU_HOST", "tau", "IAN_TAU_PORT", "1"));
    private final Map<String, byte[]> secrets = new HashMap<>();
    private Path data;

    @BeforeEach
    void plant() throws IOException {
        data = Files.createDirectories(home.resolve(".ian"));
        // Every setting that is secret now or later; each takes 64 hex digits or says so here by failing.
        for (Setting<?> setting : Settings.ALL) {
            if (setting.secret()) {
                plantText(setting.key(), hex());
                environment.put(
                        setting.environment(), new String(secrets.get(setting.key()), StandardCharsets.US_ASCII));
            }
        }
        assertThat(secrets).containsKeys(ApiSettings.KEY.key(), TauSettings.KEY.key());
        NodeIdentity identity = IdentityFile.loadOrCreate(data.resolve("identity.json"), RANDOM);
        secrets.put("identity", identity.key().seed());
        CertificateFiles files = new CertificateFiles(data.resolve("certs"), identity, WallClock.system(), RANDOM);
        files.rotate();
        String pem = Files.readString(files.keyFile());
        plantText("PEM", pem.lines().skip(1).findFirst().orElseThrow());
        plantText("admin.token", hex());
        Files.write(data.resolve("admin.token"), secrets.get("admin.token"));
        plantText("tokens.json", hex());
        String hash = new String(secrets.get("tokens.json"), StandardCharsets.US_ASCII);
        Files.writeString(
                data.resolve("tokens.json"), "{\"tokens\":[{\"id\":\"reader\",\"sha256\":\"" + hash + "\"}]}");
    }

    @Test
    void noneIsInTheArchive() throws IOException {
        String careless = careless();
        Path logs = Files.createDirectories(data.resolve("logs"));
        Files.writeString(logs.resolve("node.log"), careless);
        Files.writeString(data.resolve("node_state.json"), careless);
        Files.writeString(data.resolve("peer_scores.json"), careless);
        Path archive = home.resolve("out.tar.gz");
        try (StubNode node = new StubNode()) {
            for (String path : List.of("/metrics", "/health", "/status", "/api/v1/tau")) {
                node.answer(path, 200, careless);
            }
            node.answer("/api/v1/peers", 500, "{\"success\":false,\"error\":\"" + oneLine(careless) + "\"}");
            node.answer(
                    "/api/v1/admin/diagnostics",
                    "{\"version\":\"1\",\"threads\":\"" + oneLine(careless) + "\",\"more\":\"" + oneLine(careless)
                            + "\"}");
            Invocation run = Invocation.run(
                    home,
                    environment,
                    "diagnostics",
                    "export",
                    "-o",
                    archive.toString(),
                    "--json",
                    "--node",
                    node.url());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.json().path("node").asText()).isEqualTo("running");
            assertThat(found(run.out() + run.err())).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        Map<String, byte[]> entries = Unpacked.of(archive);
        assertThat(entries)
                .containsKeys(
                        "node.log",
                        "node_state.json",
                        "peer_scores.json",
                        "config.txt",
                        "config.json",
                        "errors.txt",
                        "data-files.txt",
                        "certificates.json",
                        "node/metrics.txt",
                        "node/status.json",
                        "node/threads.txt",
                        "node/process.json");
        entries.forEach(this::assertHoldsNone);
        assertThat(text(entries, "node.log")).contains(Redactor.HIDDEN).contains("careless admin.token");
        assertThat(text(entries, "config.txt")).contains("api.key = <redacted>  (environment IAN_API_KEY)");
        assertThat(text(entries, "data-files.txt")).contains("identity.json").contains("-rw-------");
    }

    /** The test can fail: the same text is full of them before. */
    @Test
    void theSearchFindsThem() {
        List<String> found = found(careless());
        assertThat(found).hasSizeGreaterThanOrEqualTo(7 * secrets.size());
    }

    private void assertHoldsNone(String name, byte[] content) {
        assertThat(found(new String(content, StandardCharsets.ISO_8859_1)))
                .as(name)
                .isEmpty();
    }

    private List<String> found(String text) {
        List<String> found = new ArrayList<>();
        secrets.forEach((what, secret) -> SecretForms.of(secret).forEach((how, form) -> {
            if (text.contains(form)) {
                found.add(what + " " + how);
            }
        }));
        return found;
    }

    /** A line for each secret in each form. */
    private String careless() {
        StringBuilder text = new StringBuilder();
        secrets.forEach((what, secret) -> SecretForms.of(secret)
                .values()
                .forEach(form -> text.append("careless ")
                        .append(what)
                        .append(": ")
                        .append(form)
                        .append(" is it\n")));
        return text.toString();
    }

    private void plantText(String what, String secret) {
        secrets.put(what, secret.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex() {
        byte[] octets = new byte[32];
        RANDOM.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n");
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }
}
