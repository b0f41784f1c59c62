package network.ian.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import network.ian.app.agent.AgentFile;
import network.ian.app.agent.ModuleCheck;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.GoalChoice;
import network.ian.client.contribution.Contributor;
import network.ian.core.codec.Base64Text;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.CanonicalJson;
import network.ian.core.codec.JsonLimits;
import network.ian.core.contribution.AgentPack;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.goal.GoalSpec;
import network.ian.core.identity.IdentityFile;
import network.ian.core.identity.NodeIdentity;
import network.ian.wasm.trading.WasmTradingHarness;

/** Makes the request to post out of what the command line says. */
public final class ContributionDraft {

    private static final int LONGEST_INPUT = 64 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(LONGEST_INPUT, 10);
    private static final int LONGEST_NAME = 200;
    private static final String VERSION = "1.0.0";
    private static final String NOBODY = "anonymous";

    private final InputStream standardInput;
    private final Clock clock;

    /** @param clock dates what is signed here */
    public ContributionDraft(InputStream standardInput, Clock clock) {
        this.standardInput = standardInput;
        this.clock = clock;
    }

    /**
     * The request's body.
     *
     * @param client asked for the goal's rules where they matter
     * @param notes told which goal was chosen where that is no matter of course
     * @throws network.ian.core.codec.MalformedException naming the document or field that is wrong
     * @throws RefusedHereException for a module that the goal would refuse
     */
    byte[] request(ContributionOptions options, ApiClient client, Consumer<String> notes) throws IOException {
        if ((options.file() == null) == (options.policy() == null)) {
            throw usage("give either a FILE or --policy");
        }
        if (options.policy() != null) {
            return described(policyPack(options), options, client);
        }
        byte[] input = options.file().equals("-") ? limited(standardInput) : read(Path.of(options.file()));
        if (AgentFile.isModule(input)) {
            return module(Bytes.wrap(input), options, client, notes);
        }
        if (!isJson(input)) {
            throw usage(
                    TerminalText.escape(options.file(), LONGEST_NAME) + ": neither a module (00 61 73 6d) nor JSON");
        }
        ObjectNode json = CanonicalJson.parseObject(options.file(), input, LIMITS);
        if (!json.has("agent_pack")) {
            return described(json, options, client);
        }
        if (options.describes()) {
            throw usage(options.file() + " is a whole request, which says its goal, contributor and seed itself;"
                    + " give the agent pack alone to use --goal, --contributor, --key, --metadata or --seed");
        }
        return input;
    }

    /** By its first character: whoever decodes it says what is wrong after that. */
    private static boolean isJson(byte[] input) {
        int at = 0;
        while (at < input.length && " \t\r\n".indexOf(input[at]) >= 0) {
            at++;
        }
        return at < input.length && "{[\"".indexOf(input[at]) >= 0;
    }

    private byte[] module(Bytes module, ContributionOptions options, ApiClient client, Consumer<String> notes)
            throws IOException {
        GoalSpec goal = GoalChoice.forHarness(client, options.goal(), WasmTradingHarness.ID, "WebAssembly agents");
        if (options.goal() == null) {
            notes.accept("for goal " + goal.goalId() + ", the node's only one for WebAssembly agents");
        }
        return described(pack(module), options, goal.goalId(), client, pack -> require(goal, pack));
    }

    private static void require(GoalSpec goal, AgentPack pack) {
        new ModuleCheck(goal).refusal(pack).ifPresent(refusal -> {
            throw new RefusedHereException(refusal);
        });
    }

    private static ObjectNode policyPack(ContributionOptions options) throws IOException {
        String policy = options.policy().startsWith("@")
                ? new String(read(Path.of(options.policy().substring(1))), StandardCharsets.UTF_8)
                : options.policy();
        return pack(Bytes.wrap(policy.strip().getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode pack(Bytes parameters) {
        ObjectNode pack = JsonNodeFactory.instance.objectNode();
        pack.put("version", VERSION);
        pack.put("parameters", Base64Text.encode(parameters));
        return pack;
    }

    private byte[] described(ObjectNode pack, ContributionOptions options, ApiClient client) throws IOException {
        return described(pack, options, GoalChoice.choose(client, options.goal()), client, PackCodec::encode);
    }

    private byte[] described(
            ObjectNode pack, ContributionOptions options, String goal, ApiClient client, Consumer<AgentPack> check)
            throws IOException {
        if (options.metadata() != null) {
            byte[] metadata = options.metadata().getBytes(StandardCharsets.UTF_8);
            pack.set("metadata", CanonicalJson.parseObject("--metadata", metadata, JsonLimits.METADATA));
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("goal_id", goal);
        json.put("contributor_id", options.contributor() == null ? NOBODY : options.contributor());
        json.put("seed", options.seed());
        if (pack.has("proofs")) {
            json.set("proofs", pack.remove("proofs"));
        }
        json.set("agent_pack", pack);
        byte[] unsigned = CanonicalJson.encode("request", json);
        ContributionRequest request = ContributionRequestCodec.decode(unsigned, LONGEST_INPUT);
        check.accept(request.pack());
        return options.key() == null ? unsigned : signed(request, options.key(), client);
    }

    private byte[] signed(ContributionRequest request, Path key, ApiClient client) throws IOException {
        NodeIdentity identity = IdentityFile.load(key);
        return ContributionRequestCodec.encode(
                new Contributor(GoalChoice.rules(client, request.goalId()), identity.signer(), clock)
                        .sign(request.pack(), request.seed()));
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return limited(in);
        } catch (NoSuchFileException e) {
            throw usage(file + ": no such file");
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] octets = in.readNBytes(LONGEST_INPUT + 1);
        if (octets.length > LONGEST_INPUT) {
            throw usage("the input is longer than " + LONGEST_INPUT + " bytes");
        }
        return octets;
    }

    private static CommandFailure usage(String problem) {
        return new CommandFailure(ExitCode.USAGE, problem);
    }
}
