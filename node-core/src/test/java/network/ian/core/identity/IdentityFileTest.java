package network.ian.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("identity.json");
    }

    @Test
    void createsOnceThenLoadsTheSame() throws IOException {
        NodeIdentity created = IdentityFile.loadOrCreate(file, RANDOM);
        byte[] content = Files.readAllBytes(file);
        NodeIdentity loaded = IdentityFile.loadOrCreate(file, RANDOM);
        assertThat(loaded.nodeId()).isEqualTo(created.nodeId());
        assertThat(IdentityFile.load(file).nodeId()).isEqualTo(created.nodeId());
        assertThat(loaded.signer().sign(content)).isEqualTo(created.signer().sign(content));
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void fileHoldsTheDocumentedFieldsAndMode() throws IOException {
        NodeIdentity identity = IdentityFile.loadOrCreate(file, RANDOM);
        ObjectNode object = read();
        assertThat(object.size()).isEqualTo(3);
        assertThat(object.get("node_id").textValue())
                .isEqualTo(Sha256.of(identity.publicKey().view()).hex())
                .isEqualTo(identity.nodeId());
        assertThat(object.get("public_key").textValue())
                .isEqualTo(identity.publicKey().hex());
        assertThat(object.get("private_key").textValue()).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void textOfAnIdentityNeverShowsTheSecret() throws IOException {
        NodeIdentity identity = IdentityFile.loadOrCreate(file, RANDOM);
        String secret = read().get("private_key").textValue();
        assertThat(identity.toString()).contains(identity.nodeId()).doesNotContain(secret);
        assertThat(identity.signer().toString()).doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw-----w-", "rw--w----", "rwx--x---", "rw-rw-rw-", "rw------x"})
    void refusesAFileThatOthersCanReach(String mode) throws IOException {
        IdentityFile.loadOrCreate(file, RANDOM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertRefused(octal(mode), "chmod 600 " + file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
    void acceptsWhatOnlyTheOwnerReaches(String mode) throws IOException {
        NodeIdentity created = IdentityFile.loadOrCreate(file, RANDOM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThat(IdentityFile.load(file).nodeId()).isEqualTo(created.nodeId());
    }

    @Test
    void loadNeverCreates() throws IOException {
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(IdentityFileException.class)
                .hasMessage(file + ": no such identity file");
        assertThat(file).doesNotExist();
        Files.createSymbolicLink(file, directory.resolve("nothing"));
        assertRefused("is a symbolic link to nothing");
    }

    @Test
    void followsALinkToAPrivateFile() throws IOException {
        Path secret = directory.resolve("secret.json");
        NodeIdentity created = IdentityFile.loadOrCreate(secret, RANDOM);
        Files.createSymbolicLink(file, secret);
        assertThat(IdentityFile.loadOrCreate(file, RANDOM).nodeId()).isEqualTo(created.nodeId());
    }

    @Test
    void namesAMissingDirectory() {
        Path below = directory.resolve("missing").resolve("identity.json");
        assertThatThrownBy(() -> IdentityFile.loadOrCreate(below, RANDOM))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("directory does not exist");
    }

    @Test
    void refusesADirectory() throws IOException {
        Files.createDirectory(file);
        assertRefused("is a directory");
    }

    @Test
    void refusesWhatIsNoIdentity() throws IOException {
        assertContentRefused("", "is empty");
        assertContentRefused(" ", "is not a JSON object");
        assertContentRefused("[]", "is not a JSON object");
        assertContentRefused("{\"node_id\":", "is not a JSON object");
        assertContentRefused("{}", "node_id: missing");
        assertContentRefused("x".repeat(5000), "is longer than 4096 bytes");
    }

    @Test
    void refusesDamagedFields() throws IOException {
        String other = SigningKey.generate(RANDOM).publicKey().hex();
        assertEditRefused(object -> object.put("node_id", other), "node_id: is not the SHA-256 of public_key");
        assertEditRefused(object -> object.put("public_key", other), "public_key: does not belong to private_key");
        assertEditRefused(object -> object.put("private_key", other), "public_key: does not belong to private_key");
        assertEditRefused(object -> object.put("private_key", "ab"), "private_key: expected 64 lower-case hex digits");
        assertEditRefused(object -> object.put("private_key", 7), "private_key: expected 64 lower-case hex digits");
        assertEditRefused(object -> object.putNull("public_key"), "public_key: expected 64 lower-case hex digits");
        assertEditRefused(
                object -> object.put("node_id", "A".repeat(64)), "node_id: expected 64 lower-case hex digits");
        assertEditRefused(object -> object.put("seed", ""), "seed: unknown field");
        for (String field : new String[] {"node_id", "public_key", "private_key"}) {
            assertEditRefused(object -> object.remove(field), field + ": missing");
        }
    }

    @Test
    void errorsNeverQuoteThePrivateKey() throws IOException {
        IdentityFile.loadOrCreate(file, RANDOM);
        String secret = read().get("private_key").textValue();
        String unquoted = Files.readString(file).replace('"' + secret + '"', "x" + secret);
        Files.writeString(file, unquoted);
        assertThatThrownBy(() -> IdentityFile.load(file))
                .isInstanceOf(IdentityFileException.class)
                .hasNoCause()
                .hasMessageContaining("is not a JSON object")
                .hasMessageNotContaining(secret.substring(0, 8));
    }

    private void assertEditRefused(Consumer<ObjectNode> edit, String problem) throws IOException {
        Files.deleteIfExists(file);
        IdentityFile.loadOrCreate(file, RANDOM);
        ObjectNode object = read();
        edit.accept(object);
        Files.write(file, JSON.writeValueAsBytes(object));
        assertRefused(problem);
    }

    private void assertContentRefused(String content, String problem) throws IOException {
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertRefused(problem);
        assertThat(file).hasContent(content);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> IdentityFile.loadOrCreate(file, RANDOM))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContainingAll(parts);
    }

    private ObjectNode read() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    }

    private static String octal(String mode) {
        int bits = 0;
        for (int i = 0; i < 9; i++) {
            bits |= mode.charAt(i) == '-' ? 0 : 1 << (8 - i);
        }
        return String.format("mode %04o", bits);
    }
}
