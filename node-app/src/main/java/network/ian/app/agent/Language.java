package network.ian.app.agent;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A language that there is a project for. */
enum Language {
    RUST("make"),
    C("make"),
    ASSEMBLYSCRIPT("npm install && npm run build"),
    WAT("make");

    private static final Map<String, String> EVERYWHERE = Map.of("README.md", "README.md", ".gitignore", "gitignore");

    private final String build;

    Language(String build) {
        this.build = build;
    }

    /** As the command line and the templates' folders have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command that makes {@code agent.wasm} in the project's directory. */
    String build() {
        return build;
    }

    /** Resources by the path, in the project, of the file that they become. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(EVERYWHERE);
        files.putAll(own());
        return files;
    }

    private Map<String, String> own() {
        return switch (this) {
            case RUST ->
                Map.of(
                        "Cargo.toml", "Cargo.toml",
                        ".cargo/config.toml", "cargo-config.toml",
                        "src/lib.rs", "lib.rs",
                        "Makefile", "Makefile");
            case C -> Map.of("agent.c", "agent.c", "Makefile", "Makefile");
            case ASSEMBLYSCRIPT -> Map.of("agent.ts", "agent.ts", "package.json", "package.json");
            case WAT -> Map.of("agent.wat", "agent.wat", "Makefile", "Makefile");
        };
    }
}
