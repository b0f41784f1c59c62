package network.ian.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.ManualClock;
import network.ian.core.runtime.WallClock;
import network.ian.p2p.transport.CertificateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertCommandsTest {

    private static final SecureRandom RANDOM = new SecureRandom(new byte[] {3});

    @TempDir
    Path home;

    private Path data;
    private NodeIdentity identity;

    @BeforeEach
    void identity() throws IOException {
        data = Files.createDirectories(home.resolve(".ian"));
        identity = IdentityFile.loadOrCreate(data.resolve("identity.json"), RANDOM);
    }

    @Test
    void makesShowsAndRotatesWithoutANode() throws IOException {
        JsonNode missing = show(1);
        assertThat(missing.path("ok").asBoolean()).isFalse();
        assertThat(missing.path("problem").asText()).contains("node_cert.pem").contains("no such file");
        assertThat(missing.path("fingerprint").isNull()).isTrue();

        Invocation rotated = ask("rotate", "--json");
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        assertThat(rotated.json().path("running").asBoolean()).isFalse();
        JsonNode shown = show(0);
        assertThat(shown.path("fingerprint")).isEqualTo(rotated.json().path("fingerprint"));
        assertThat(shown.path("node_id").asText()).isEqualTo(identity.nodeId());
        assertThat(shown.path("subject").asText()).isEqualTo("CN=" + identity.nodeId());
        assertThat(shown.path("days_left").asInt()).isEqualTo(364);
        assertThat(shown.path("key_mode").asText()).isEqualTo("0600");
        assertThat(shown.path("in_use").isNull()).isTrue();
        assertThat(ask("show").out()).contains("certificate  peers\n").contains(", 364 days left\n");

        assertThat(ask("rotate").out()).contains("no node runs on");
        assertThat(show(0).path("fingerprint")).isNotEqualTo(shown.path("fingerprint"));
    }

    @Test
    void makesAPairInAnEmptyDirectoryThatFitsTheNode() throws IOException {
        ask("rotate");
        Path directory = home.resolve("certs-new");
        Invocation made = ask("new", "--output-dir", directory.toString(), "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(ask("new", "--output-dir", directory.toString()).err())
                .isEqualTo("ian: " + directory + " is not empty; a key is never overwritten\n");
        Files.move(data.resolve("certs"), data.resolve("certs-old"));
        Files.move(directory, data.resolve("certs"));
        assertThat(show(0).path("fingerprint")).isEqualTo(made.json().path("fingerprint"));
        Path deep = home.resolve("no/such");
        assertThat(ask("new", "--output-dir", deep.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void saysWhatDoesNotFit() throws IOException {
        ask("rotate");
        Path key = data.resolve("certs/node_key.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(show(1).path("problem").asText())
                .contains("others can read it")
                .contains("chmod 600");
        assertThat(show(1).path("key_mode").asText()).isEqualTo("0644");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

        Path other = Files.createDirectories(home.resolve("other"));
        IdentityFile.loadOrCreate(other.resolve("identity.json"), RANDOM);
        Invocation foreign = Invocation.run(
                home, Map.of(), "cert", "new", "--data-dir", other.toString(), "--output-dir", other + "/pair");
        assertThat(foreign.exitCode()).as(foreign.err()).isZero();
        Files.copy(other.resolve("pair/node_key.pem"), key, StandardCopyOption.REPLACE_EXISTING);
        assertThat(show(1).path("problem").asText()).contains("does not hold the key of identity.json");
        assertThat(ask("rotate").exitCode()).isEqualTo(2);
        assertThat(ask("rotate").err()).contains(key.toString());
    }

    @Test
    void anExpiredOneIsANo() throws IOException {
        new CertificateFiles(data.resolve("certs"), identity, new ManualClock(Instant.EPOCH).wall(), RANDOM).rotate();
        JsonNode shown = show(1);
        assertThat(shown.path("days_left").asInt()).isNegative();
        assertThat(shown.path("problem").asText()).contains("is valid from 1969-12-31T00:00:00Z to ");
    }

    @Test
    void aDirectoryWithoutAnIdentityIsSaid() throws IOException {
        Files.delete(data.resolve("identity.json"));
        assertThat(ask("rotate").err()).contains("identity.json").hasLineCount(1);
        assertThat(ask("rotate").exitCode()).isEqualTo(2);
        assertThat(ask("show").exitCode()).isEqualTo(1);
    }

    @Test
    void showsTheApisCertificateWhereThereIsOne() throws IOException {
        ask("rotate");
        new CertificateFiles(home.resolve("api"), identity, WallClock.system(), RANDOM).rotate();
        Files.copy(home.resolve("api/node_cert.pem"), data.resolve("certs/api_cert.pem"));
        Invocation lacking = ask("show", "--json");
        assertThat(lacking.exitCode()).isEqualTo(1);
        assertThat(lacking.json().at("/certificates/1/problem").asText()).contains("api_key.pem: cannot be read");
        Files.copy(home.resolve("api/node_key.pem"), data.resolve("certs/api_key.pem"));
        Invocation shown = ask("show", "--json");
        assertThat(shown.exitCode()).as(shown.out()).isZero();
        assertThat(shown.json().at("/certificates/1/certificate").asText()).isEqualTo("api");
    }

    @Test
    void ordersARunningNode() throws IOException {
        try (StubNode node = new StubNode()) {
            node.answer(
                    "/api/v1/admin/certificates/rotate",
                    "{\"certificate\":\"peers\",\"fingerprint\":\"ab\",\"not_after_ms\":0,\"days_left\":365}");
            Invocation rotated = ask("rotate", "--node", node.url());
            assertThat(rotated.exitCode()).as(rotated.err()).isZero();
            assertThat(rotated.out()).isEqualTo("""
                            fingerprint  ab
                            not after    1970-01-01T00:00:00Z, 365 days left
                            the node shows it from now on; its links stay
                            """);
            assertThat(Files.exists(data.resolve("certs"))).isFalse();
        }
    }

    private JsonNode show(int exitCode) throws IOException {
        Invocation shown = ask("show", "--json");
        assertThat(shown.exitCode()).as(shown.out() + shown.err()).isEqualTo(exitCode);
        return shown.json().at("/certificates/0");
    }

    private Invocation ask(String... arguments) {
        List<String> all = new ArrayList<>(List.of("cert"));
        all.addAll(List.of(arguments));
        return Invocation.run(home, Map.of(), all.toArray(String[]::new));
    }
}
