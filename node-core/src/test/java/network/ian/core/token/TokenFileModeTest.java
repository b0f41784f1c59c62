package network.ian.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import network.ian.core.codec.MalformedException;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileModeTest {

    @TempDir
    Path data;

    @Test
    void aFileThatEverybodyCanWriteToIsNotBelieved() throws Exception {
        new TokenStore(data, new ManualClock().wall(), new SecureRandom())
                .create(Set.of(Scope.ADMIN), Optional.empty(), Lifetime.NEVER);
        Path file = data.resolve(TokenFile.NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(() -> new TokenFile(data).read())
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("every user can write to it")
                .hasMessageContaining("chmod 600");
        // As a group-writable volume of a container has it.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        assertThat(new TokenFile(data).read().all()).hasSize(1);
    }
}
