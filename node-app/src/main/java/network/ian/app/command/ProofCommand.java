package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
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
import network.ian.client.proof.LogProof;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.ConfigException;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.Sibling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ian proof}. */
@Command(name = "proof", description = "Fetch the proof that a contribution is in a goal's log.")
public final class ProofCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final NodeOptions node;

    @Spec
    private CommandSpec spec;

    // Not required of the parser, which would ask them of the command below this one, too.
    @Parameters(index = "0", arity = "0..1", paramLabel = "GOAL", description = "Id of the goal.")
    private String goal;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INDEX|ID",
            description = "Index in the log, or contribution id.")
    private String entry;

    @Option(
            names = "--verify",
            description = "Verify it here, without trust in the node; exit code 1 if it does not hold.")
    private boolean verify;

    @Option(names = "--root", paramLabel = "HEX", description = "A log root that you know; the proof must lead to it.")
    private String root;

    @Option(
            names = "--json",
            description = "Print the answer's data as one JSON object; with --verify, and 'verified'.")
    private boolean json;

    public ProofCommand(Console console, NodeOptions node) {
        this.console = console;
        this.node = node;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        if (entry == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameters: GOAL and INDEX or ID");
        }
        Optional<Hash> known = Optional.ofNullable(root).map(hex -> hash("--root", hex));
        ApiClient client = node.connect();
        JsonNode data =
                client.get(path() + known.map(hash -> "?root=" + hash.hex()).orElse(""));
        if (!verify) {
            return print(data, Optional.empty());
        }
        return print(data, Optional.of(fault(data, known)));
    }

    private String path() {
        String base = "/api/v1/proof/" + GoalChoice.require(goal) + "/";
        return isIndex()
                ? base + entry
                : base + "by-id/" + hash("INDEX|ID", entry).hex();
    }

    private boolean isIndex() {
        return entry.matches("[0-9]{1,18}");
    }

    /** Empty if the proof holds. */
    private Optional<String> fault(JsonNode data, Optional<Hash> known) {
        try {
            Optional<Hash> id = isIndex() ? Optional.empty() : Optional.of(hash("INDEX|ID", entry));
            Optional<Long> index = isIndex() ? Optional.of(Long.valueOf(entry)) : Optional.empty();
            return LogProof.read(data).fault(id, index, known);
        } catch (MalformedException e) {
            return Optional.of(e.getMessage());
        }
    }

    private int print(JsonNode data, Optional<Optional<String>> verdict) {
        boolean holds = verdict.map(Optional::isEmpty).orElse(true);
        if (json) {
            ObjectNode shown = data.deepCopy();
            verdict.ifPresent(fault -> shown.put("verified", fault.isEmpty()));
            console.json(shown);
        } else {
            print(LogProof.read(data));
            verdict.ifPresent(fault -> console.line(
                    fault.map(problem -> "NOT VERIFIED: " + problem).orElse("verified here, by RFC 9162")));
        }
        return (holds ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void print(LogProof answer) {
        console.line("contribution  " + answer.leaf());
        console.line("index         " + answer.proof().leafIndex() + " of "
                + answer.proof().treeSize());
        console.line("log root      " + answer.proof().root());
        for (Sibling sibling : answer.proof().siblings()) {
            console.line((sibling.isRight() ? "  right       " : "  left        ") + sibling.hash());
        }
    }

    private static Hash hash(String what, String hex) {
        try {
            return Hash.fromHex(what, hex);
        } catch (MalformedException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
    }
}
