package network.ian.app.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.ProgressBar;
import network.ian.app.config.ConfigOptions;
import network.ian.core.backup.BackupRestore;
import network.ian.core.backup.RestorePoint;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.node.NodeEnvironment;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian backup restore}. */
@Command(
        name = "restore",
        description = {
            "Make a data directory of a backup, which is verified first.",
            "A node that starts on it fetches what it missed from its peers before it says that it is ready."
        })
public final class BackupRestoreCommand implements Callable<Integer> {

    private final Console console;
    private final ConfigOptions options;
    private final NodeEnvironment environment;

    @Parameters(paramLabel = "BACKUP", description = "The archive, or the folder of 'ian backup stream'.")
    private Path backup;

    @Option(
            names = "--force",
            description =
                    "Move aside what is in the data directory; it is kept beside it, or in it where it is a mount.")
    private boolean force;

    @Option(
            names = "--without-identity",
            description = "Leave out identity, certificates, API tokens and outbox: the node gets a new identity.")
    private boolean withoutIdentity;

    @Option(names = "--node-id", paramLabel = "ID", description = "The node that must have made it, 64 hex digits.")
    private String nodeId;

    @ArgGroup(validate = false)
    private final RestorePointOptions point = new RestorePointOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public BackupRestoreCommand(Console console, ConfigOptions options, NodeEnvironment environment) {
        this.console = console;
        this.options = options;
        this.environment = environment;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        NodeConfig config = loaded.config();
        Path data = config.node().dataDir();
        RestorePoint wanted = point.point();
        BackupRestore.Request request =
                new BackupRestore.Request(backup, data, force, !withoutIdentity, wanted, Optional.ofNullable(nodeId));
        try (ProgressBar progress = new ProgressBar(console, environment.ticker(), "verifying, entries", 0)) {
            BackupRestore restore = new BackupRestore(
                    BackupCreateCommand.signatures(config),
                    environment.clock(),
                    Runtime.getRuntime().availableProcessors(),
                    progress::update);
            say(data, BackupFailures.telling(() -> restore.restore(request)));
        }
        warn(data, wanted);
        return ExitCode.OK.number();
    }

    private void say(Path data, BackupRestore.Result result) {
        if (json) {
            ObjectNode answer = BackupJson.of(result.manifest());
            answer.set("restored", BackupJson.of(result.goals()));
            answer.put("data_dir", data.toString());
            answer.put("identity", result.identity());
            answer.put("aside", result.aside().map(Path::toString).orElse(null));
            console.json(answer);
        } else {
            console.line(data + ": restored from " + backup + ", a backup of node "
                    + result.manifest().nodeId());
            BackupJson.lines(result.goals()).forEach(console::line);
            result.aside().ifPresent(aside -> console.line("what was there before is in " + aside));
        }
        if (result.identity()) {
            console.note("warning: the directory has the identity of node "
                    + result.manifest().nodeId()
                    + "; never let two nodes run with one identity: make sure that the old one does not start again");
        }
        if (Files.exists(data.resolve("tokens.json"))) {
            console.note("warning: API tokens are those of "
                    + Instant.ofEpochMilli(result.manifest().createdAtMs()).truncatedTo(ChronoUnit.SECONDS)
                    + ": what was revoked or rotated since is good again; look through 'ian token list'");
        }
    }

    private void warn(Path data, RestorePoint wanted) throws IOException {
        if (!wanted.equals(RestorePoint.END)) {
            console.note("warning: peers that hold the entries left out here will give them back");
        }
        if (belongsToRoot(data) || isOwnersWithFilesOfRoot(data)) {
            String node =
                    belongsToRoot(data) ? "1000:1000" : Files.getOwner(data).getName();
            console.note("warning: the files belong to root; if the node runs as another user, hand them over,"
                    + " e.g. chown -R " + node + " " + data + (Files.isSymbolicLink(data) ? "/" : ""));
        }
    }

    /** A mount point keeps its owner, whoever fills it. */
    private static boolean isOwnersWithFilesOfRoot(Path data) throws IOException {
        try (DirectoryStream<Path> restored = Files.newDirectoryStream(data, "{identity.json,node_state.json,goals}")) {
            for (Path file : restored) {
                if (belongsToRoot(file)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean belongsToRoot(Path file) throws IOException {
        return "root".equals(Files.getOwner(file).getName());
    }
}
