package network.ian.core.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a configuration is read from.
 *
 * @param file the TOML file that the command line names
 * @param flags value by flag ({@code --api-port}), only those given
 * @param environment the process's environment
 * @param home what {@code ~/} stands for
 */
public record ConfigSources(
        Optional<Path> file, Map<String, String> flags, Map<String, String> environment, Path home) {

    /** The variable that names the TOML file. */
    public static final String FILE_VARIABLE = "IAN_CONFIG";

    public ConfigSources {
        flags = Map.copyOf(flags);
        environment = Map.copyOf(environment);
    }

    /** A variable's value; an empty one counts as unset. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Hides the values: the environment may hold secrets. */
    @Override
    public String toString() {
        return "ConfigSources[file=" + file + ", flags=" + flags.keySet() + "]";
    }
}
