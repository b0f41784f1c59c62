package network.ian.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources of a configuration as a test sets them, and what is loaded from them. */
final class LoaderFixture {

    static final String KEY = "s3cret-key-of-the-api";

    final Map<String, String> flags = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final Path dataDir;
    Optional<Path> file = Optional.empty();
    private final Path home;

    LoaderFixture(Path home) {
        this.home = home;
        this.dataDir = home.resolve(".ian");
    }

    void reset() {
        flags.clear();
        environment.clear();
        file = Optional.empty();
    }

    void file(String toml) {
        try {
            file = Optional.of(Files.writeString(home.resolve("test.toml"), toml));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Resolved<?> resolved(String key) throws ConfigException {
        return load().values().stream()
                .filter(value -> value.setting().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    LoadedConfig load() throws ConfigException {
        return ConfigLoader.load(new ConfigSources(file, flags, environment, home));
    }

    List<String> problems() {
        return catchThrowableOfType(ConfigException.class, this::load).problems();
    }
}
