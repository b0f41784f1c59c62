package network.ian.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.app.cli.TerminalText;
import network.ian.app.client.ApiClient;
import network.ian.app.client.NodeOptions;
import network.ian.client.http.NodeAnswer;
import network.ian.core.config.ConfigException;
import network.ian.core.config.Secret;
import network.ian.core.token.ApiToken;
import network.ian.core.token.Scope;
import network.ian.core.token.TokenVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ian token verify}. */
@Command(
        name = "verify",
        description =
                "Say whether a token is good, and for what; exit code 1 if it is not. Looks into the data directory; with"
                        + " --node, asks that node.")
final class TokenVerifyCommand implements Callable<Integer> {

    private static final int LONGEST = 1024;
    private static final int UNAUTHORIZED = 401;

    private final Console console;
    private final TokenDirectory tokens;
    private final InputStream in;

    @Mixin
    private final NodeOptions node;

    @Parameters(
            paramLabel = "TOKEN",
            description = "The token; - reads it from stdin, where other users of this machine cannot see it.")
    private String token;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TokenVerifyCommand(Console console, NodeOptions node, TokenDirectory tokens, InputStream in) {
        this.console = console;
        this.node = node;
        this.tokens = tokens;
        this.in = in;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String text = text();
        ObjectNode found = node.namesANode() ? ask(text) : look(text);
        boolean valid = found.path("valid").asBoolean();
        if (json) {
            console.json(found);
        } else {
            console.line(
                    valid ? words(found) : "not valid: " + found.path("reason").asText());
        }
        return (valid ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private String text() throws IOException {
        String given = token.equals("-") ? new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8) : token;
        boolean sendable = !given.isBlank() && given.strip().chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!sendable) {
            throw new CommandFailure(ExitCode.USAGE, "TOKEN: expected one word of visible ASCII characters");
        }
        return given.strip();
    }

    private ObjectNode look(String text) throws ConfigException, IOException {
        TokenVerdict verdict = tokens.work(store -> store.read()).check(text, tokens.nowMs());
        if (verdict instanceof TokenVerdict.Valid valid) {
            return describe(valid.token());
        }
        return invalid(
                verdict instanceof TokenVerdict.Expired expired
                        ? "it expired at " + TokenReport.time(expired.token().expiresMs(), "never")
                        : "no token of this data directory; unknown, mistyped or revoked");
    }

    private ObjectNode ask(String text) throws ConfigException, IOException {
        ApiClient client = node.connect(new Secret(text));
        NodeAnswer answer = client.ask("/api/v1/whoami");
        if (answer.status() == UNAUTHORIZED) {
            return invalid(TerminalText.escape(answer.error().orElse("the node refuses it"), 200));
        }
        ObjectNode found = object(true);
        JsonNode data = client.require(answer);
        for (String field : new String[] {"credential", "token_id", "name", "scopes", "expires_ms"}) {
            found.set(field, data.path(field).isMissingNode() ? found.nullNode() : data.path(field));
        }
        return found;
    }

    private static ObjectNode describe(ApiToken token) {
        ObjectNode found = object(true).put("credential", "token").put("token_id", token.id());
        found.put("name", token.name().orElse(null));
        var scopes = found.putArray("scopes");
        token.allows().stream().sorted().map(Scope::text).forEach(scopes::add);
        return found.put("expires_ms", token.expiresMs().orElse(null));
    }

    private static ObjectNode invalid(String reason) {
        return object(false).put("reason", reason);
    }

    private static ObjectNode object(boolean valid) {
        return JsonNodeFactory.instance.objectNode().put("valid", valid);
    }

    private static String words(JsonNode found) {
        StringBuilder scopes = new StringBuilder();
        found.path("scopes")
                .forEach(scope -> scopes.append(scopes.isEmpty() ? "" : ", ").append(scope.asText()));
        Optional<Long> end =
                Optional.of(found.path("expires_ms")).filter(JsonNode::isNumber).map(JsonNode::asLong);
        String who = found.path("token_id").asText(found.path("credential").asText());
        return TerminalText.escape(who, 40) + " is valid for " + TerminalText.escape(scopes.toString(), 100)
                + ", expires " + TokenReport.time(end, "never");
    }
}
