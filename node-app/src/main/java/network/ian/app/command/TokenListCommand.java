package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.Table;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.app.client.OwnNode;
import network.ian.core.config.ConfigException;
import network.ian.core.config.NodeConfig;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.token.ApiToken;
import network.ian.core.token.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian token list}. */
@Command(
        name = "list",
        description =
                "List the tokens of a data directory, without secrets; a node that runs on it is asked when each was last"
                        + " used. With --node, those of that node.")
final class TokenListCommand implements Callable<Integer> {

    private static final String PATH = "/api/v1/admin/tokens";

    private final Console console;
    private final TokenDirectory tokens;
    private final InstantSource clock;

    @Mixin
    private final NodeOptions node;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TokenListCommand(Console console, NodeOptions node, TokenDirectory tokens, InstantSource clock) {
        this.console = console;
        this.node = node;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        JsonNode all = node.namesANode() ? node.connect().get(PATH) : here();
        if (json) {
            console.json(all);
            return ExitCode.OK.number();
        }
        if (all.path("tokens").isEmpty()) {
            console.line("no tokens");
            return ExitCode.OK.number();
        }
        Table table = new Table("ID", "NAME", "SCOPES", "CREATED", "EXPIRES", "LAST USED");
        all.path("tokens").forEach(token -> row(table, token));
        table.lines().forEach(console::line);
        return ExitCode.OK.number();
    }

    private ObjectNode here() throws ConfigException, IOException {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("tokens");
        var found = tokens.work(store -> store.read()).all();
        Map<String, Long> used = lastUsed(tokens.config());
        found.forEach(token -> list.add(describe(token, Optional.ofNullable(used.get(token.id())))));
        return all;
    }

    private ObjectNode describe(ApiToken token, Optional<Long> usedMs) {
        ObjectNode described = JsonNodeFactory.instance.objectNode().put("token_id", token.id());
        described.put("name", token.name().orElse(null));
        ArrayNode scopes = described.putArray("scopes");
        token.scopes().stream().sorted().map(Scope::text).forEach(scopes::add);
        return described
                .put("created_ms", token.createdMs())
                .put("expires_ms", token.expiresMs().orElse(null))
                .put("expired", token.isExpired(clock.millis()))
                .put("last_used_ms", usedMs.orElse(null))
                .put("grace_secrets", token.graceSecrets(clock.millis()));
    }

    /** Only a running node knows; without its answer the list is still good. */
    private Map<String, Long> lastUsed(NodeConfig config) throws IOException {
        Map<String, Long> used = new HashMap<>();
        if (!DataDirectoryLock.isTaken(config.node().dataDir())) {
            return used;
        }
        try {
            ApiClient client = new OwnNode(config).asOperator();
            client.get(PATH).path("tokens").forEach(token -> {
                if (token.path("last_used_ms").isNumber()) {
                    used.put(
                            token.path("token_id").asText(),
                            token.path("last_used_ms").asLong());
                }
            });
        } catch (CommandFailure e) {
            console.note("when tokens were last used is not known: " + e.getMessage());
        }
        return used;
    }

    private static void row(Table table, JsonNode token) {
        String scopes = token.path("scopes").valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
        int grace = token.path("grace_secrets").asInt();
        table.row(
                TerminalText.escape(token.path("token_id").asText(), 12) + (grace > 0 ? " (+" + grace + " old)" : ""),
                TerminalText.escape(token.path("name").asText("-"), 64),
                TerminalText.escape(scopes, 40),
                time(token.path("created_ms"), "-"),
                time(token.path("expires_ms"), "never") + (token.path("expired").asBoolean() ? " (expired)" : ""),
                time(token.path("last_used_ms"), "-"));
    }

    private static String time(JsonNode ms, String none) {
        return TokenReport.time(Optional.of(ms).filter(JsonNode::isNumber).map(JsonNode::asLong), none);
    }
}
