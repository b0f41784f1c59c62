package network.ian.app.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.ProgressBar;
import network.ian.app.config.ConfigOptions;
import network.ian.core.backup.BackupVerification;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.runtime.MonotonicClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian backup verify}. */
@Command(
        name = "verify",
        description = {
            "Check every byte of a backup, its signature, and that its logs come to the roots in its manifest.",
            "The goals are unpacked for that, to a directory that is deleted afterwards."
        })
public final class BackupVerifyCommand implements Callable<Integer> {

    private final Console console;
    private final ConfigOptions options;
    private final MonotonicClock ticker;

    @Parameters(paramLabel = "BACKUP", description = "The archive, or the folder of 'ian backup stream'.")
    private Path backup;

    @Option(names = "--deep", description = "Evaluate every body again and compare the metrics bit by bit.")
    private boolean deep;

    @Option(names = "--node-id", paramLabel = "ID", description = "The node that must have made it, 64 hex digits.")
    private String nodeId;

    @Option(names = "--work-dir", paramLabel = "DIR", description = "Where to unpack. Default: beside the backup.")
    private Path workDirectory;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public BackupVerifyCommand(Console console, ConfigOptions options, MonotonicClock ticker) {
        this.console = console;
        this.options = options;
        this.ticker = ticker;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        NodeConfig config = options.load().config();
        Path beside = backup.toAbsolutePath().normalize().getParent();
        Path work = workDirectory != null ? workDirectory : beside;
        try (ProgressBar progress = new ProgressBar(console, ticker, "verifying, entries", 0)) {
            BackupVerification verification = new BackupVerification(
                    BackupCreateCommand.signatures(config),
                    Runtime.getRuntime().availableProcessors(),
                    progress::update);
            say(BackupFailures.telling(() -> verification.verify(backup, work, deep, Optional.ofNullable(nodeId))));
            return ExitCode.OK.number();
        } catch (CommandFailure e) {
            if (json && e.exitCode() == ExitCode.FAILED) {
                console.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("ok", false)
                        .put("file", backup.toString())
                        .put("problem", String.join("; ", e.lines())));
            }
            throw e;
        }
    }

    private void say(BackupVerification.Result result) {
        if (json) {
            ObjectNode answer = BackupJson.of(result.manifest());
            answer.put("ok", true);
            answer.put("file", backup.toString());
            answer.set("replayed", BackupJson.of(result.goals()));
            console.json(answer);
            return;
        }
        console.line(backup + ": ok, " + result.manifest().files().size() + " files, kind "
                + result.manifest().kind().text() + ", signed by node "
                + result.manifest().nodeId());
        BackupJson.lines(result.goals()).forEach(console::line);
    }
}
