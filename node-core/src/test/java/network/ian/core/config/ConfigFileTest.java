package network.ian.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file is read, that it moves the data directory only where it may, and that an unreadable one is refused. */
class ConfigFileTest {

    @TempDir
    Path home;

    private LoaderFixture loader;

    @BeforeEach
    void prepare() {
        loader = new LoaderFixture(home);
    }

    @Test
    void theFileInTheDataDirectoryIsReadUnlessAnotherIsNamed() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        Files.writeString(other.resolve("ian.toml"), "[api]\nport = 1\n");
        loader.environment.put("IAN_DATA_DIR", other.toString());
        assertThat(loader.load().config().api().port()).isEqualTo(1);
        assertThat(loader.load().file()).contains(other.resolve("ian.toml"));

        loader.environment.put(
                "IAN_CONFIG",
                Files.writeString(home.resolve("b.toml"), "[api]\nport = 2\n").toString());
        assertThat(loader.load().config().api().port()).isEqualTo(2);

        loader.file = Optional.of(Files.writeString(home.resolve("c.toml"), "[api]\nport = 3\n"));
        assertThat(loader.load().config().api().port()).isEqualTo(3);
    }

    @Test
    void aFileFoundInTheDataDirectoryCannotMoveIt() throws Exception {
        Files.createDirectories(loader.dataDir);
        Files.writeString(loader.dataDir.resolve("ian.toml"), "[node]\ndata_dir = \"/elsewhere\"\n");
        assertThat(loader.problems()).singleElement().asString().contains("points away from the data directory");
        Files.writeString(loader.dataDir.resolve("ian.toml"), "[node]\ndata_dir = \"~/.ian\"\n");
        assertThat(loader.load().config().node().dataDir()).isEqualTo(loader.dataDir);
    }

    @Test
    void aNamedFileMovesTheDataDirectoryAndWhatFollowsIt() throws Exception {
        loader.file("[node]\ndata_dir = \"~/d/../e\"\n");
        assertThat(loader.load().config().node().dataDir()).isEqualTo(home.resolve("e"));
        assertThat(loader.load().config().node().logDir()).isEqualTo(home.resolve("e/logs"));
    }

    @Test
    void aFileThatIsMissingOrNoTomlIsRefused() throws IOException {
        loader.file = Optional.of(home.resolve("none.toml"));
        assertThat(loader.problems()).containsExactly("file " + home.resolve("none.toml") + ": does not exist");
        loader.file("[api]\nport = \n");
        assertThat(loader.problems()).singleElement().asString().contains("line 2: not valid TOML");
        loader.file("[api]\nport = 1\nport = 2\n");
        assertThat(loader.problems()).singleElement().asString().contains("not valid TOML: Duplicate key");
        Files.write(loader.file.orElseThrow(), new byte[] {'#', (byte) 0xff});
        assertThat(loader.problems()).singleElement().asString().contains("not valid UTF-8");
        Files.write(loader.file.orElseThrow(), new byte[TomlFile.MAX_BYTES + 1]);
        assertThat(loader.problems()).singleElement().asString().contains("longer than");
    }
}
