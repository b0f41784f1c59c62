package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.app.diagnostics.DiagnosticsExport;
import network.ian.app.release.BuildInfo;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.node.DataDirectoryLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian diagnostics export}. */
@Command(
        name = "export",
        description = {
            "Write one archive with configuration (secrets hidden), versions, log, metrics, peers, threads and files' names.",
            "Works with a node that is stopped or stuck too: what cannot be had is listed. It holds peers' addresses and ids."
        })
final class DiagnosticsExportCommand implements Callable<Integer> {

    private static final int LONGEST = 300;
    private static final int LONGEST_SECONDS = 60;

    private final Console console;

    @Mixin
    private final NodeOptions node;

    private final BuildInfo build;
    private final Clock clock;
    private final SecureRandom entropy;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.tar.gz",
            required = true,
            description = "Where to write it, mode 0600; must not exist yet. At most 48 MiB before compression.")
    private Path output;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "5",
            description = "Longest wait for each of the node's answers in seconds, 1 to 60 (5).")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    DiagnosticsExportCommand(Console console, NodeOptions node, BuildInfo build, Clock clock, SecureRandom entropy) {
        this.console = console;
        this.node = node;
        this.build = build;
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = node.loaded();
        Path file = output.toAbsolutePath().normalize();
        requireNew(file);
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new CommandFailure(ExitCode.USAGE, "--timeout: expected 1 to " + LONGEST_SECONDS);
        }
        Optional<ApiClient> asked = runs(loaded) ? Optional.of(node.connect()) : Optional.empty();
        DiagnosticsExport export = new DiagnosticsExport(loaded, build, clock, entropy);
        try {
            print(file, asked.isPresent(), export.write(file, asked, Duration.ofSeconds(seconds)));
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(file + " exists; nothing is overwritten"), e);
        }
        return ExitCode.OK.number();
    }

    private static void requireNew(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".tar.gz") && !name.endsWith(".tgz")) {
            throw new CommandFailure(ExitCode.USAGE, "--output: expected a name that ends with .tar.gz");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(ExitCode.USAGE, file + " exists; nothing is overwritten");
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new CommandFailure(ExitCode.USAGE, file.getParent() + ": no such directory");
        }
    }

    /** A node whose lock cannot be looked at may still answer. */
    private boolean runs(LoadedConfig loaded) throws ConfigException {
        try {
            return node.namesANode()
                    || DataDirectoryLock.isTaken(loaded.config().node().dataDir());
        } catch (IOException e) {
            return true;
        }
    }

    private void print(Path file, boolean asked, DiagnosticsExport.Exported exported) {
        String state = exported.answered() ? "running" : asked ? "not answering" : "stopped";
        if (json) {
            console.json(new Answer(file.toString(), exported.bytes(), state, exported.entries(), exported.errors()));
            return;
        }
        console.line("file     " + file + ", " + exported.bytes() + " bytes");
        console.line("node     " + state);
        console.line("entries  " + exported.entries().size());
        exported.errors().forEach(error -> console.line("missing  " + TerminalText.escape(error, LONGEST)));
        console.line("It holds no secret, but peers' addresses and ids; look through it before you pass it on.");
    }

    record Answer(
            @JsonProperty("file") String file,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("node") String node,
            @JsonProperty("entries") List<String> entries,
            @JsonProperty("errors") List<String> errors) {}
}
