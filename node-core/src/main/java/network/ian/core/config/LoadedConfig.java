package network.ian.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A configuration with its history.
 *
 * @param values every setting in the order of {@link Settings#ALL}
 * @param file the TOML file that was read
 * @param warnings what does not stop the node but should be seen, one line each
 */
public record LoadedConfig(NodeConfig config, List<Resolved<?>> values, Optional<Path> file, List<String> warnings) {}
