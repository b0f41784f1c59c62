package network.ian.app.backup;

import java.nio.file.Files;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;

/** The node that is backed up. */
final class SourceNode {

    private SourceNode() {}

    /**
     * Its configuration; says what the configuration warns of.
     *
     * @throws CommandFailure if it has no data directory
     */
    static NodeConfig config(ConfigOptions options, Console console) throws ConfigException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        NodeConfig config = loaded.config();
        if (!Files.isDirectory(config.node().dataDir())) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no data directory " + config.node().dataDir());
        }
        return config;
    }
}
