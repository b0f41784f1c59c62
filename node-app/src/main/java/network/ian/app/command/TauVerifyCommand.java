package network.ian.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.app.client.NodeOptions;
import network.ian.app.tau.AnchorCheck;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.config.HostPort;
import network.ian.core.finality.ChainExchange.Tip;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian tau verify}. */
@Command(
        name = "verify",
        description =
                "Walk the chain of a Tau node from block 0 on, verify every block and anchor here, and compare the"
                        + " settled anchors with the log that an IAN node serves. Exit code 1 on any disagreement.")
final class TauVerifyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "GOAL",
            description = "Id of the goal; may be left out if the node has one.")
    private String goal;

    @Option(
            names = "--tau",
            paramLabel = "HOST:PORT",
            description = "The Tau node to ask; else the configured one (IAN_TAU_HOST, IAN_TAU_PORT), else the node's.")
    private String tau;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TauVerifyCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        ApiClient client = node.connect();
        String goalId = GoalChoice.choose(client, goal);
        try {
            AnchorCheck.Report report = AnchorCheck.run(client, goalId, address(client));
            if (json) {
                console.json(document(report));
            } else {
                print(report);
            }
            return (report.ok() ? ExitCode.OK : ExitCode.FAILED).number();
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.FAILED, "the node's answer is not what it should be: " + e.getMessage());
        }
    }

    private HostPort address(ApiClient client) throws ConfigException {
        if (tau != null) {
            return HostPort.read(tau)
                    .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "--tau: expected host:port"));
        }
        Optional<HostPort> configured = node.config().tau().address();
        return configured
                .or(() ->
                        HostPort.read(client.get("/api/v1/tau").path("address").asText()))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "no Tau node: name one with --tau HOST:PORT, or set tau.host and tau.port"));
    }

    private void print(AnchorCheck.Report report) {
        for (AnchorCheck.Checked checked : report.anchors()) {
            String verdict = checked.fault()
                    .map(fault -> "FAILED " + fault)
                    .orElse(checked.onChain().settled() ? "ok" : "not settled yet");
            console.line("anchor %d, block %d, %d entries, root %s: %s"
                    .formatted(
                            checked.anchor().sequence(),
                            checked.onChain().number(),
                            checked.anchor().size(),
                            checked.anchor().logRoot().hex().substring(0, 16),
                            verdict));
        }
        console.line(report.blocks() + " blocks verified from block 0 on, height "
                + report.tip().map(Tip::height).orElse(0L) + "; " + report.settled() + " of "
                + report.anchors().size() + " anchors settled and compared with a log of " + report.logSize()
                + " entries");
        console.line(report.fault().map(fault -> "NOT VERIFIED: " + fault).orElse("verified"));
    }

    private static ObjectNode document(AnchorCheck.Report report) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", report.ok())
                .put("goal_id", report.goalId())
                .put("blocks", report.blocks())
                .put("height", report.tip().map(Tip::height).orElse(0L))
                .put("log_size", report.logSize())
                .put("settled", report.settled());
        ArrayNode anchors = answer.putArray("anchors");
        for (AnchorCheck.Checked checked : report.anchors()) {
            anchors.addObject()
                    .put("sequence", checked.anchor().sequence())
                    .put("size", checked.anchor().size())
                    .put("log_root", checked.anchor().logRoot().hex())
                    .put("leaderboard_root", checked.anchor().leaderboardRoot().hex())
                    .put("block_number", checked.onChain().number())
                    .put("block_hash", checked.onChain().block().hex())
                    .put("confirmations", checked.onChain().confirmations())
                    .put("settled", checked.onChain().settled())
                    .put("problem", checked.fault().orElse(null));
        }
        return answer.put("problem", report.fault().orElse(null));
    }
}
