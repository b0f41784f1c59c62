package network.ian.app.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.app.config.ConfigOptions;
import network.ian.core.backup.BackupFolder;
import network.ian.core.backup.Manifest;
import network.ian.core.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian backup list}. */
@Command(
        name = "list",
        description = {
            "Show the backups in a folder, the oldest first, by their signed manifests.",
            "That the rest of a file is sound, only 'ian backup verify' tells."
        })
public final class BackupListCommand implements Callable<Integer> {

    private static final int SHORT = 16;
    private static final int LONGEST = 120;

    private final Console console;
    private final ConfigOptions options;

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path folder;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public BackupListCommand(Console console, ConfigOptions options) {
        this.console = console;
        this.options = options;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        BackupFolder backups =
                new BackupFolder(BackupCreateCommand.signatures(options.load().config()));
        List<BackupFolder.Found> found = BackupFailures.telling(() -> backups.list(folder));
        if (json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ArrayNode list = answer.putArray("backups");
            found.forEach(backup -> list.add(row(backup)));
            console.json(answer);
        } else {
            print(found);
        }
        return ExitCode.OK.number();
    }

    private static ObjectNode row(BackupFolder.Found backup) {
        ObjectNode row = backup.manifest().map(BackupJson::of).orElseGet(JsonNodeFactory.instance::objectNode);
        row.put("file", backup.path().toString());
        row.put("bytes", backup.bytes());
        row.put("signature", backup.manifest().isPresent());
        row.put("problem", backup.problem().isEmpty() ? null : backup.problem());
        return row;
    }

    private void print(List<BackupFolder.Found> found) {
        Table table = new Table("TIME", "KIND", ">BYTES", "NODE", "FILE", "GOALS");
        for (BackupFolder.Found backup : found) {
            String file = TerminalText.escape(backup.path().getFileName().toString(), LONGEST);
            String bytes = Long.toString(backup.bytes());
            if (backup.manifest().isPresent()) {
                Manifest manifest = backup.manifest().get();
                table.row(
                        Instant.ofEpochMilli(manifest.createdAtMs()).toString(),
                        manifest.kind().text(),
                        bytes,
                        manifest.nodeId().substring(0, SHORT),
                        file,
                        goals(manifest));
            } else {
                table.row("-", "-", bytes, "-", file, TerminalText.escape(backup.problem(), LONGEST));
            }
        }
        table.lines().forEach(console::line);
    }

    private static String goals(Manifest manifest) {
        return manifest.goals().stream()
                .map(goal -> goal.goalId() + " " + goal.logSize()
                        + goal.roots()
                                .map(roots -> " " + roots.logRoot().hex().substring(0, SHORT))
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }
}
