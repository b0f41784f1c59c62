package network.ian.app.command;

import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigListing;
import network.ian.app.config.ConfigOptions;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian config show}. */
@Command(name = "show", description = "Print every setting with its value and where the value comes from.")
public final class ConfigShowCommand implements Callable<Integer> {

    private final Console console;
    private final ConfigOptions options;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public ConfigShowCommand(Console console, ConfigOptions options) {
        this.console = console;
        this.options = options;
    }

    @Override
    public Integer call() throws ConfigException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        if (json) {
            console.json(ConfigListing.tree(loaded));
        } else {
            ConfigListing.lines(loaded).forEach(console::line);
        }
        return ExitCode.OK.number();
    }
}
