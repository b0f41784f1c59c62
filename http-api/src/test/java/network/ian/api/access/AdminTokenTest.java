package network.ian.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import network.ian.core.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {

    private final SecureRandom entropy = new SecureRandom(new byte[] {1});

    @TempDir
    private Path data;

    @Test
    void isForTheOwnerOfTheDirectoryOnly() throws IOException {
        Secret token = AdminToken.create(data, entropy);
        Path file = data.resolve(AdminToken.FILE);
        assertThat(token.matches(Files.readString(file).strip())).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void thatCannotBeWrittenIsKnownToNobody() {
        Secret token = AdminToken.create(data.resolve("missing"), entropy);
        assertThat(token.reveal()).hasSize(64);
        assertThat(data).isEmptyDirectory();
    }
}
