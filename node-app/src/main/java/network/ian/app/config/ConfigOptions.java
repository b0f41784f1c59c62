package network.ian.app.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.config.ConfigException;
import network.ian.core.config.ConfigLoader;
import network.ian.core.config.ConfigSources;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.Setting;
import network.ian.core.config.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The flags of every setting, for a command that needs the configuration. They are made from {@link Settings}, so a new
 * setting has its flag everywhere.
 */
public final class ConfigOptions {

    private static final String FILE_FLAG = "--config";

    private final Map<String, String> environment;
    private final Path home;
    private CommandSpec command;

    /**
     * Reads from this environment.
     *
     * @param home what {@code ~/} stands for
     */
    public ConfigOptions(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** Gives {@code command} the flags of all settings. Called once, before the command line is parsed. */
    public void addTo(CommandSpec command) {
        addTo(command, Settings.ALL);
    }

    /** Gives {@code command} the flags of some settings; the others still come from environment and file. */
    public void addTo(CommandSpec command, List<Setting<?>> settings) {
        this.command = command;
        command.addOption(OptionSpec.builder(FILE_FLAG)
                .paramLabel("FILE")
                .type(Path.class)
                .description("TOML file to read (IAN_CONFIG)")
                .build());
        settings.forEach(setting -> command.addOption(option(setting)));
    }

    /**
     * The configuration as flags, environment, file and defaults make it.
     *
     * @throws ConfigException with everything that is wrong
     */
    public LoadedConfig load() throws ConfigException {
        ParseResult parsed = command.commandLine().getParseResult();
        Map<String, String> flags = new HashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            String flag = flag(setting);
            if (parsed.hasMatchedOption(flag)) {
                flags.put(flag, parsed.matchedOptionValue(flag, ""));
            }
        }
        Path file = parsed.matchedOptionValue(FILE_FLAG, null);
        return ConfigLoader.load(new ConfigSources(Optional.ofNullable(file), flags, environment, home));
    }

    private static String flag(Setting<?> setting) {
        return setting.secret() ? setting.fileFlag() : setting.flag();
    }

    private static OptionSpec option(Setting<?> setting) {
        OptionSpec.Builder option = OptionSpec.builder(flag(setting)).type(String.class);
        String byDefault = setting.defaultText().isEmpty() ? "" : ", default " + setting.defaultText();
        if (setting.isBoolean()) {
            option.arity("0..1").fallbackValue("true").paramLabel("true|false");
        } else {
            option.paramLabel(setting.secret() ? "FILE" : "VALUE");
        }
        // Escaped, as picocli takes a per cent sign for a format.
        String text = setting.description() + " (" + setting.environment() + byDefault + ")";
        return option.description(text.replace("%", "%%")).build();
    }
}
