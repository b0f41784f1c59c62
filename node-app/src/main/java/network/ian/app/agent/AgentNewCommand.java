package network.ian.app.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian agent new}. */
@Command(
        name = "new",
        description = "Write a project for an agent: source that works, how to build it, and what it sees by name.")
public final class AgentNewCommand implements Callable<Integer> {

    private static final String NAMES = "[a-z][a-z0-9-]{0,62}";
    private static final int LONGEST_SHOWN = 80;

    private final Console console;

    @Option(
            names = "--lang",
            required = true,
            paramLabel = "LANGUAGE",
            description = "rust, c, assemblyscript or wat (WebAssembly text).")
    private String language;

    @Parameters(index = "0", paramLabel = "NAME", description = "What the agent is called: a-z, 0-9 and -.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Directory to make, or an empty one; NAME here if left out.")
    private Path directory;

    public AgentNewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Language chosen = chosen();
        if (!name.matches(NAMES)) {
            throw usage("'" + shown(name) + "' is no name for an agent: a letter of a-z, then up to 62 of a-z 0-9 -");
        }
        Path target = directory == null ? Path.of(name) : directory;
        requireEmpty(target);
        new ProjectTemplate(chosen).write(target, name);
        String where = TerminalText.escape(target.toString());
        console.line("made " + where + ", an agent in " + chosen.text() + "; next:");
        console.line("  (cd " + quoted(where) + " && " + chosen.build() + ")");
        console.line("  ian agent test " + quoted(target.resolve("agent.wasm").toString()));
        return ExitCode.OK.number();
    }

    private Language chosen() {
        return Arrays.stream(Language.values())
                .filter(known -> known.text().equals(language))
                .findFirst()
                .orElseThrow(() -> usage("--lang: no '" + shown(language) + "', there are "
                        + Arrays.stream(Language.values()).map(Language::text).collect(Collectors.joining(", "))));
    }

    private static void requireEmpty(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw usage(shown(target.toString()) + " is there and is no directory");
        }
        try (Stream<Path> files = Files.list(target)) {
            List<Path> some = files.limit(1).toList();
            if (!some.isEmpty()) {
                throw usage(shown(target.toString()) + " is not empty (it has "
                        + shown(some.get(0).getFileName().toString()) + "): nothing is overwritten");
            }
        }
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./+-]+")
                ? path
                : "'" + TerminalText.escape(path).replace("'", "'\\''") + "'";
    }

    private static String shown(String text) {
        return TerminalText.escape(text, LONGEST_SHOWN);
    }

    private static CommandFailure usage(String problem) {
        return new CommandFailure(ExitCode.USAGE, problem);
    }
}
