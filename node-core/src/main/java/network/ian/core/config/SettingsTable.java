package network.ian.core.config;

import java.util.stream.Collectors;

/** The settings as the documentation's table. */
public final class SettingsTable {

    private static final String HEAD = """
            | TOML key | variable | flag | allowed | default | meaning |
            | --- | --- | --- | --- | --- | --- |
            """;

    private SettingsTable() {}

    /** A Markdown table, one line for each of {@link Settings#ALL}. */
    public static String markdown() {
        return Settings.ALL.stream().map(SettingsTable::row).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String row(Setting<?> setting) {
        String key = code(setting.key());
        String variable = code(setting.environment());
        String flag = code(setting.flag());
        if (setting.secret()) {
            key += ", " + code(setting.fileKey());
            variable += ", " + code(setting.fileEnvironment());
            flag = code(setting.fileFlag());
        }
        String byDefault = setting.defaultText().isEmpty() ? "none" : code(setting.defaultText());
        return "| " + String.join(" | ", key, variable, flag, setting.range(), byDefault, setting.description()) + " |";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
