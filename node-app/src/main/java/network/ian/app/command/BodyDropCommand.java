package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.app.client.OwnNode;
import network.ian.app.config.ConfigOptions;
import network.ian.client.http.NodeAnswer;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.LoadedConfig;
import network.ian.core.config.NodeConfig;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalException;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.node.OfflineTakedown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian body drop}. */
@Command(
        name = "drop",
        description = {
            "Overwrite a contribution's body on this node's disk, for ever; header, log and proofs stay as they are.",
            "A node that runs on the data directory is asked to do it."
        })
public final class BodyDropCommand implements Callable<Integer> {

    private static final int NOT_FOUND = 404;

    private final Console console;
    private final ConfigOptions options;

    @Parameters(paramLabel = "ID", description = "Contribution id, 64 hex digits.")
    private String id;

    @Option(
            names = "--goal",
            paramLabel = "GOAL",
            description = "The goal that it was made to; may be left out if the data directory has one.")
    private String goalId;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public BodyDropCommand(Console console, ConfigOptions options) {
        this.console = console;
        this.options = options;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        LoadedConfig loaded = options.load();
        loaded.warnings().forEach(warning -> console.note("warning: " + warning));
        NodeConfig config = loaded.config();
        Path data = config.node().dataDir();
        if (!Files.isDirectory(data)) {
            throw new CommandFailure(ExitCode.USAGE, "no data directory " + data);
        }
        Hash contribution = contribution();
        goalId = goalId == null ? onlyGoal(data) : GoalChoice.require(goalId);
        return DataDirectoryLock.isTaken(data) ? askNode(config, contribution) : dropHere(data, contribution);
    }

    private static String onlyGoal(Path data) throws IOException {
        List<String> ids = GoalCatalog.readOnly(data).specs().stream()
                .map(GoalSpec::goalId)
                .toList();
        if (ids.size() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--goal: name one; " + data + " has " + (ids.isEmpty() ? "none" : String.join(", ", ids)));
        }
        return ids.get(0);
    }

    private Hash contribution() {
        try {
            return Hash.fromHex("ID", id);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }

    private int dropHere(Path data, Hash contribution) throws IOException {
        try {
            return say(OfflineTakedown.drop(data, goalId, contribution));
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, List.of(e.getMessage()), e);
        } catch (JournalException e) {
            throw new CommandFailure(ExitCode.FAILED, List.of(e.getMessage()), e);
        }
    }

    private int askNode(NodeConfig config, Hash contribution) throws IOException {
        ApiClient client = new OwnNode(config).asOperator();
        NodeAnswer answer =
                client.post("/api/v1/admin/goals/" + goalId + "/drop-body/" + contribution.hex(), new byte[0]);
        if (answer.status() == NOT_FOUND) {
            return say(OfflineTakedown.Result.UNKNOWN);
        }
        boolean dropped = client.require(answer).path("dropped").asBoolean(true);
        return say(dropped ? OfflineTakedown.Result.DROPPED : OfflineTakedown.Result.GONE_BEFORE);
    }

    private int say(OfflineTakedown.Result result) {
        if (json) {
            console.json(new Answer(
                    goalId, id, result == OfflineTakedown.Result.DROPPED, result != OfflineTakedown.Result.UNKNOWN));
        } else {
            console.line(
                    switch (result) {
                        case DROPPED -> "body of " + id + " dropped; its header, leaf and proofs stay";
                        case GONE_BEFORE -> "the body of " + id + " was dropped before";
                        case UNKNOWN -> "goal " + goalId + " has no contribution " + id;
                    });
        }
        return (result == OfflineTakedown.Result.UNKNOWN ? ExitCode.FAILED : ExitCode.OK).number();
    }

    record Answer(
            @JsonProperty("goal_id") String goalId,
            @JsonProperty("contribution_id") String contributionId,
            @JsonProperty("dropped") boolean dropped,
            @JsonProperty("known") boolean known) {}
}
