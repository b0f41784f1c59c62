package network.ian.app.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.ProgressBar;
import network.ian.app.config.ConfigOptions;
import network.ian.core.backup.BackupCreation;
import network.ian.core.backup.Manifest;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.node.NodeEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian backup create}. */
@Command(
        name = "create",
        description = {
            "Write all that a node must not lose into one new file, a .tar.gz of mode 0600 with a signed manifest.",
            "A node that runs on the data directory goes on meanwhile; it is asked up to where to copy."
        })
public final class BackupCreateCommand implements Callable<Integer> {

    static final int REMEMBERED_KEYS = 16_384;

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;
    private final String version;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to write; it must not exist.")
    private Path output;

    @Option(
            names = "--without-identity",
            description = "Leave out identity, certificates, API tokens and the committer's outbox.")
    private boolean withoutIdentity;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param version of the program */
    public BackupCreateCommand(Console console, ConfigOptions options, NodeEnvironment environment, String version) {
        this.console = console;
        this.options = options;
        this.environment = environment;
        this.version = version;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        say(create(SourceNode.config(options, console)));
        return ExitCode.OK.number();
    }

    static SignatureVerifier signatures(NodeConfig config) {
        return SignatureProviders.select(config.crypto().provider().name().toLowerCase(Locale.ROOT), REMEMBERED_KEYS);
    }

    private BackupCreation.Result create(NodeConfig config) throws IOException {
        Path data = config.node().dataDir();
        Manifest.Kind kind = withoutIdentity ? Manifest.Kind.WITHOUT_IDENTITY : Manifest.Kind.FULL;
        try (ProgressBar progress = new ProgressBar(console, environment.ticker(), "backing up, bytes", 0)) {
            BackupCreation creation =
                    new BackupCreation(data, version, signatures(config), environment.clock(), progress::update);
            return BackupFailures.telling(() -> DataDirectoryLock.isTaken(data)
                    ? creation.fromRunningNode(new NodeCut(config), output, kind)
                    : creation.fromStoppedNode(output, kind));
        }
    }

    private void say(BackupCreation.Result result) {
        if (json) {
            ObjectNode answer = BackupJson.of(result.manifest());
            answer.put("file", output.toString());
            answer.put("bytes", result.bytes());
            console.json(answer);
            return;
        }
        console.line(output + ": " + result.bytes() + " bytes, "
                + result.manifest().files().size()
                + " files, kind " + result.manifest().kind().text() + ", node "
                + result.manifest().nodeId());
        BackupJson.lines(result.manifest()).forEach(console::line);
    }
}
