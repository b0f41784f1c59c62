package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.config.ConfigOptions;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian config validate}. */
@Command(name = "validate", description = "Check the whole configuration; exit code 0 if it can be used, 2 if not.")
public final class ConfigValidateCommand implements Callable<Integer> {

    private final Console console;
    private final ConfigOptions options;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public ConfigValidateCommand(Console console, ConfigOptions options) {
        this.console = console;
        this.options = options;
    }

    @Override
    public Integer call() throws ConfigException {
        LoadedConfig loaded;
        try {
            loaded = options.load();
        } catch (ConfigException wrong) {
            if (!json) {
                throw wrong;
            }
            console.json(new Answer(false, null, wrong.problems(), List.of()));
            return ExitCode.USAGE.number();
        }
        List<String> warnings = loaded.warnings();
        String file = loaded.file().map(Path::toString).orElse(null);
        if (json) {
            console.json(new Answer(true, file, List.of(), warnings));
        } else {
            warnings.forEach(warning -> console.note("warning: " + warning));
            console.line("configuration ok, " + (file == null ? "no file" : "file " + file));
        }
        return ExitCode.OK.number();
    }

    record Answer(
            @JsonProperty("ok") boolean ok,
            @JsonProperty("file") String file,
            @JsonProperty("problems") List<String> problems,
            @JsonProperty("warnings") List<String> warnings) {}
}
