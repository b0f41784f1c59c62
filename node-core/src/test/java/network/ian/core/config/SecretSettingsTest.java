package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are read from all their sources, shown nowhere, and refused from files that others can read. */
class SecretSettingsTest {

    private static final String TAU_KEY = "1f".repeat(32);

    @TempDir
    Path home;

    private LoaderFixture loader;

    @BeforeEach
    void prepare() {
        loader = new LoaderFixture(home);
    }

    @Test
    void aSecretComesFromAFileAndIsNeverShown() throws Exception {
        Path secret = Files.writeString(home.resolve("key"), LoaderFixture.KEY + "\n");
        for (Runnable source : List.<Runnable>of(
                () -> loader.environment.put("IAN_API_KEY_FILE", secret.toString()),
                () -> loader.environment.put("IAN_API_KEY", LoaderFixture.KEY),
                () -> loader.flags.put("--api-key-file", "~/key"),
                () -> loader.file("[api]\nkey_file = \"" + secret + "\"\n"),
                () -> loader.file("[api]\nkey = \"" + LoaderFixture.KEY + "\"\n"))) {
            loader.reset();
            source.run();
            LoadedConfig loaded = loader.load();
            assertThat(loaded.config().api().key().orElseThrow().reveal()).isEqualTo(LoaderFixture.KEY);
            assertThat(loaded.config().toString() + loaded.config().api()).doesNotContain(LoaderFixture.KEY);
            assertThat(loader.resolved("api.key").shown()).contains("<redacted>");
            assertThat(loader.resolved("api.key").toString()).doesNotContain(LoaderFixture.KEY);
        }
    }

    @Test
    void aWrongSecretIsRefusedWithoutShowingIt() {
        loader.environment.put("IAN_API_KEY", "short");
        assertThat(loader.problems())
                .containsExactly("environment IAN_API_KEY: the value (hidden) is not allowed for api.key:"
                        + " 8 to 512 visible ASCII characters");
    }

    @Test
    void aSecretGivenTwiceIsRefused() {
        loader.environment.put("IAN_API_KEY", LoaderFixture.KEY);
        loader.environment.put("IAN_API_KEY_FILE", "/nowhere");
        assertThat(loader.problems())
                .contains("environment IAN_API_KEY and environment IAN_API_KEY_FILE are both set; set one of them")
                .anyMatch(line -> line.contains("/nowhere") && line.contains("cannot be read"));
    }

    @Test
    void aKeyWithoutATauNodeIsRefused() {
        loader.environment.put("IAN_TAU_KEY", TAU_KEY);
        assertThat(loader.problems())
                .containsExactly("tau.key is of no use without tau.host and tau.port: nothing would be anchored");
    }

    @Test
    void theTauKeysFileMustBeClosedToOthers() throws Exception {
        Path key = home.resolve("tau.key");
        Files.writeString(key, TAU_KEY + "\n");
        loader.environment.putAll(
                Map.of("IAN_TAU_HOST", "tau", "IAN_TAU_PORT", "1", "IAN_TAU_KEY_FILE", key.toString()));
        for (String open : List.of("rw----r--", "rw-----w-", "rw--w----", "rw------x")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(open));
            assertThat(loader.problems())
                    .as(open)
                    .containsExactly("environment IAN_TAU_KEY_FILE: \"" + key
                            + "\" holds a private key but other users have access to it; mend it with: chmod 600 "
                            + key);
        }
        for (String closed : List.of("rw-------", "r--r-----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(closed));
            assertThat(loader.load().config().tau().key().orElseThrow().matches(TAU_KEY))
                    .as(closed)
                    .isTrue();
        }
    }
}
