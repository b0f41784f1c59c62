package network.ian.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the value of one setting: the first source that has one wins, and must be right. */
final class SettingReader {

    private static final String DATA_DIR_PREFIX = "<data dir>/";
    private static final String HOME_PREFIX = "~/";
    private static final int LONGEST_SECRET_FILE = 4096;
    private static final Set<PosixFilePermission> CLOSED = EnumSet.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final ConfigSources sources;
    private final Optional<Path> file;
    private final Map<String, JsonNode> fileValues;
    private final List<String> problems;

    SettingReader(ConfigSources sources, Optional<Path> file, Map<String, JsonNode> fileValues, List<String> problems) {
        this.sources = sources;
        this.file = file;
        this.fileValues = fileValues;
        this.problems = problems;
    }

    /**
     * The value in force; none, and a problem noted, if the source that wins has a wrong one.
     *
     * @param dataDir what {@code <data dir>} stands for in defaults
     */
    <T> Resolved<T> read(Setting<T> setting, Path dataDir) {
        return fromFlag(setting)
                .or(() -> fromEnvironment(setting))
                .or(() -> fromFile(setting))
                .map(raw -> check(setting, raw))
                .orElseGet(() -> byDefault(setting, dataDir));
    }

    /** A value as a source wrote it; no text if a problem was already noted. */
    private record Raw(Origin origin, Optional<String> text) {}

    private Optional<Raw> fromFlag(Setting<?> setting) {
        if (setting.secret()) {
            return Optional.ofNullable(sources.flags().get(setting.fileFlag()))
                    .map(path -> secretFile(setting, new Origin(Origin.Kind.FLAG, setting.fileFlag()), path));
        }
        return Optional.ofNullable(sources.flags().get(setting.flag()))
                .map(text -> new Raw(new Origin(Origin.Kind.FLAG, setting.flag()), Optional.of(text)));
    }

    private Optional<Raw> fromEnvironment(Setting<?> setting) {
        Optional<Raw> direct = sources.variable(setting.environment())
                .map(text -> new Raw(new Origin(Origin.Kind.ENVIRONMENT, setting.environment()), Optional.of(text)));
        Optional<Raw> byFile = Optional.of(setting)
                .filter(Setting::secret)
                .flatMap(secret -> sources.variable(secret.fileEnvironment()))
                .map(path -> secretFile(setting, new Origin(Origin.Kind.ENVIRONMENT, setting.fileEnvironment()), path));
        refuseBoth(direct, byFile);
        return direct.or(() -> byFile);
    }

    private Optional<Raw> fromFile(Setting<?> setting) {
        Origin origin = new Origin(Origin.Kind.FILE, file.map(Path::toString).orElse("") + ": " + setting.key());
        Optional<Raw> direct = Optional.ofNullable(fileValues.get(setting.key()))
                .map(value -> new Raw(origin, typed(setting.type().shape(), origin, setting, value)));
        Origin fileOrigin =
                new Origin(Origin.Kind.FILE, file.map(Path::toString).orElse("") + ": " + setting.fileKey());
        Optional<Raw> byFile = Optional.of(setting)
                .filter(Setting::secret)
                .flatMap(secret -> Optional.ofNullable(fileValues.get(secret.fileKey())))
                .map(value -> typed(ValueType.Shape.PATH, fileOrigin, setting, value)
                        .map(path -> secretFile(setting, fileOrigin, path))
                        .orElse(new Raw(fileOrigin, Optional.empty())));
        refuseBoth(direct, byFile);
        return direct.or(() -> byFile);
    }

    private void refuseBoth(Optional<Raw> direct, Optional<Raw> byFile) {
        if (direct.isPresent() && byFile.isPresent()) {
            problems.add(direct.get().origin() + " and " + byFile.get().origin() + " are both set; set one of them");
        }
    }

    private Optional<String> typed(ValueType.Shape shape, Origin origin, Setting<?> setting, JsonNode value) {
        Optional<String> text = TomlFile.text(value, shape);
        if (text.isEmpty()) {
            problems.add(origin + ": " + shown(setting, value.toString()) + " is not allowed, it must be "
                    + shape.words() + " (" + setting.range() + ")");
        }
        return text;
    }

    private Raw secretFile(Setting<?> setting, Origin origin, String text) {
        try (InputStream in = Files.newInputStream(Path.of(expandHome(text)))) {
            if (setting.secrecy() == Setting.Secrecy.PRIVATE_KEY && isOpenToOthers(Path.of(expandHome(text)))) {
                problems.add(
                        origin + ": \"" + text + "\" holds a private key but other users have access to it; mend it"
                                + " with: chmod 600 " + text);
                return new Raw(origin, Optional.empty());
            }
            String content = new String(in.readNBytes(LONGEST_SECRET_FILE), StandardCharsets.UTF_8).strip();
            return new Raw(origin, Optional.of(content));
        } catch (IOException | InvalidPathException e) {
            problems.add(origin + ": \"" + text + "\" for " + setting.key() + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
            return new Raw(origin, Optional.empty());
        }
    }

    /** A group may read it, as it does where Kubernetes mounts a secret for a user that is not root. */
    private static boolean isOpenToOthers(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        return mode.stream().anyMatch(CLOSED::contains);
    }

    private <T> Resolved<T> check(Setting<T> setting, Raw raw) {
        if (raw.text().isEmpty()) {
            return new Resolved<>(setting, Optional.empty(), Optional.empty(), raw.origin());
        }
        String text = raw.text().get();
        String expanded = setting.type().shape() == ValueType.Shape.PATH ? expandHome(text) : text;
        Optional<T> value = setting.type().parser().apply(expanded);
        if (value.isEmpty()) {
            problems.add(raw.origin() + ": " + shown(setting, "\"" + text + "\"") + " is not allowed for "
                    + setting.key() + ": " + setting.range());
        }
        return resolved(setting, expanded, value, raw.origin());
    }

    private <T> Resolved<T> byDefault(Setting<T> setting, Path dataDir) {
        String text = setting.defaultText();
        if (text.isEmpty() && setting.type().shape() != ValueType.Shape.LIST) {
            return new Resolved<>(setting, Optional.empty(), Optional.empty(), Origin.DEFAULT);
        }
        String expanded = text.startsWith(DATA_DIR_PREFIX)
                ? dataDir.resolve(text.substring(DATA_DIR_PREFIX.length())).toString()
                : expandHome(text);
        Optional<T> value = setting.type().parser().apply(expanded);
        return resolved(setting, expanded, value, Origin.DEFAULT);
    }

    private static <T> Resolved<T> resolved(Setting<T> setting, String text, Optional<T> value, Origin origin) {
        // A path is shown as it will be used: absolute.
        Optional<String> shown =
                setting.type().shape() == ValueType.Shape.PATH ? value.map(Object::toString) : Optional.of(text);
        return new Resolved<>(setting, shown, value, origin);
    }

    private String expandHome(String text) {
        return text.startsWith(HOME_PREFIX)
                ? sources.home().resolve(text.substring(HOME_PREFIX.length())).toString()
                : text;
    }

    private static String shown(Setting<?> setting, String text) {
        return setting.secret() ? "the value (hidden)" : text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
