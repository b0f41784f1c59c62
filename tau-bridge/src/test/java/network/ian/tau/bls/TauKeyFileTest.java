package network.ian.tau.bls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import network.ian.core.config.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TauKeyFileTest {

    private static final String GOLDEN = "01".repeat(32);
    private static final String GOLDEN_PUBLIC =
            "aa1a1c26055a329817a5759d877a2795f9499b97d6056edde0eea39512f24e8bc874b4471f0501127abb1ea0d9f68ac1";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("tau.key");
    }

    @Test
    void aGeneratedKeyIsPrivateFromTheStartAndReadsBack() throws IOException {
        BlsSecretKey key = TauKeyFile.generate(file, new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        String written = Files.readString(file);
        assertThat(TauKeyFile.of(new Secret(written)).publicKey()).isEqualTo(key.publicKey());
        assertThatThrownBy(() -> TauKeyFile.generate(file, new SecureRandom()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo(written);
    }

    @Test
    void aSecretIsTakenInEitherCase() throws IOException {
        assertThat(TauKeyFile.of(new Secret(GOLDEN)).publicKey().hex()).isEqualTo(GOLDEN_PUBLIC);
        String order = "73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000000";
        assertThat(TauKeyFile.of(new Secret(order)).publicKey()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0101",
                "0101010101010101010101010101010101010101010101010101010101010101\n02",
                "zz01010101010101010101010101010101010101010101010101010101010101",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void whatIsNoKeyIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> TauKeyFile.of(new Secret(text)))
                .isInstanceOf(TauKeyFileException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("0101", "zz", "ffff", "0000"));
    }
}
