package network.ian.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a configuration from its sources, checks all of it, and reports everything that is wrong at once. */
public final class ConfigLoader {

    /** Name of the file that is read from the data directory if no other is named. */
    public static final String FILE_NAME = "ian.toml";

    /** Variables that the launcher reads, not the node. */
    private static final Set<String> LAUNCHER_VARIABLES = Set.of("IAN_JAVA_OPTS");

    private final ConfigSources sources;
    private final List<String> problems = new ArrayList<>();

    private ConfigLoader(ConfigSources sources) {
        this.sources = sources;
    }

    /**
     * Reads the configuration. Creates and changes nothing on disk.
     *
     * @throws ConfigException with every problem found
     */
    public static LoadedConfig load(ConfigSources sources) throws ConfigException {
        return new ConfigLoader(sources).load();
    }

    private LoadedConfig load() throws ConfigException {
        Path likelyDataDir = likelyDataDir();
        Optional<Path> file = file(likelyDataDir);
        Map<String, JsonNode> fileValues =
                file.map(path -> TomlFile.read(path, problems)).orElse(Map.of());
        file.ifPresent(path -> refuseUnknownKeys(path, fileValues));
        refuseUnknownFlags();

        SettingReader reader = new SettingReader(sources, file, fileValues, problems);
        Resolved<Path> dataDir = reader.read(Settings.DATA_DIR, likelyDataDir);
        file.ifPresent(path -> refuseMovedDataDir(path, likelyDataDir, dataDir));
        Path base = dataDir.value().orElse(likelyDataDir);
        Map<Setting<?>, Resolved<?>> values = new LinkedHashMap<>();
        Settings.ALL.forEach(setting -> values.put(setting, reader.read(setting, base)));
        // Defaults cannot fail, so a first problem is one of the operator's; the checks below need all values.
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().toList());
        }
        Assembly assembly = new Assembly(values);
        problems.addAll(assembly.contradictions());
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new LoadedConfig(assembly.config(), List.copyOf(values.values()), file, unknownVariables());
    }

    private Path likelyDataDir() {
        List<String> ignored = new ArrayList<>();
        return new SettingReader(sources, Optional.empty(), Map.of(), ignored)
                .read(Settings.DATA_DIR, sources.home())
                .value()
                .orElse(sources.home());
    }

    private Optional<Path> file(Path dataDir) {
        return sources.file()
                .or(() -> sources.variable(ConfigSources.FILE_VARIABLE).map(Path::of))
                .or(() -> Optional.of(dataDir.resolve(FILE_NAME)).filter(Files::exists))
                .map(path -> path.toAbsolutePath().normalize());
    }

    private void refuseUnknownKeys(Path file, Map<String, JsonNode> values) {
        Set<String> known = Settings.ALL.stream()
                .flatMap(setting ->
                        setting.secret() ? Stream.of(setting.key(), setting.fileKey()) : Stream.of(setting.key()))
                .collect(Collectors.toCollection(TreeSet::new));
        values.forEach((key, value) -> {
            boolean emptySection =
                    value instanceof ObjectNode && known.stream().anyMatch(name -> name.startsWith(key + "."));
            if (!known.contains(key) && !emptySection) {
                problems.add("file " + file + ": unknown key " + key + NearestName.hint(key, known));
            }
        });
    }

    private void refuseUnknownFlags() {
        Set<String> known = Settings.ALL.stream()
                .map(setting -> setting.secret() ? setting.fileFlag() : setting.flag())
                .collect(Collectors.toSet());
        sources.flags().keySet().stream()
                .filter(flag -> !known.contains(flag))
                .sorted()
                .forEach(flag -> problems.add("unknown flag " + flag + NearestName.hint(flag, known)));
    }

    private void refuseMovedDataDir(Path file, Path found, Resolved<Path> dataDir) {
        boolean foundInDataDir = file.equals(found.resolve(FILE_NAME));
        if (foundInDataDir
                && dataDir.value().filter(path -> !path.equals(found)).isPresent()) {
            problems.add(
                    "file " + file + ": node.data_dir = \"" + dataDir.text().orElse("")
                            + "\" points away from the data directory that this file was found in; name the file with --config"
                            + " or " + ConfigSources.FILE_VARIABLE);
        }
    }

    private List<String> unknownVariables() {
        Set<String> known = new TreeSet<>(LAUNCHER_VARIABLES);
        known.add(ConfigSources.FILE_VARIABLE);
        Settings.ALL.forEach(setting -> {
            known.add(setting.environment());
            if (setting.secret()) {
                known.add(setting.fileEnvironment());
            }
        });
        String unknown = sources.environment().keySet().stream()
                .filter(name -> name.startsWith("IAN_") && !known.contains(name))
                .sorted()
                .map(name -> name + NearestName.hint(name, known))
                .collect(Collectors.joining(", "));
        return unknown.isEmpty() ? List.of() : List.of("environment: ignored, as no setting has this name: " + unknown);
    }
}
