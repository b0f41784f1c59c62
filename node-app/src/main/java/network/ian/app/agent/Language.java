package network.ian.app.agent;

import java.util.Locale;
import java.util.Map;

/** A language that there is a project for: its files, by where they go, and how the project is built. */
enum Language {
    RUST(
            "make",
            Map.of(
                    "Cargo.toml", "Cargo.toml",
                    ".cargo/config.toml", "cargo-config.toml",
                    "src/lib.rs", "lib.rs",
                    "Makefile", "Makefile",
                    "README.md", "README.md",
                    ".gitignore", "gitignore")),
    C("make", Map.of("agent.c", "agent.c", "Makefile", "Makefile", "README.md", "README.md", ".gitignore", "gitignore")),
    ASSEMBLYSCRIPT(
            "npm install && npm run build",
            Map.of(
                    "agent.ts", "agent.ts",
                    "package.json", "package.json",
                    "README.md", "README.md",
                    ".gitignore", "gitignore")),
    WAT(
            "make",
            Map.of(
                    "agent.wat", "agent.wat",
                    "Makefile", "Makefile",
                    "README.md", "README.md",
                    ".gitignore", "gitignore"));

    private final String build;
    private final Map<String, String> files;

    Language(String build, Map<String, String> files) {
        this.build = build;
        this.files = files;
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
        return files;
    }
}
