package network.ian.app.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.config.ConfigException;
import network.ian.core.token.ApiToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian token revoke}. */
@Command(name = "revoke", description = "End a token at once, for good.")
final class TokenRevokeCommand implements Callable<Integer> {

    private final Console console;
    private final TokenDirectory tokens;

    @Mixin
    private TokenChoice choice = new TokenChoice();

    @Option(names = "--expired", description = "Remove all tokens that have expired, instead of one.")
    private boolean expired;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TokenRevokeCommand(Console console, TokenDirectory tokens) {
        this.console = console;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        List<ApiToken> gone;
        if (expired) {
            if (choice.isMade()) {
                throw new CommandFailure(ExitCode.USAGE, "--expired takes no token");
            }
            gone = tokens.work(store -> store.revokeExpired());
        } else {
            String which = choice.require();
            ApiToken revoked = tokens.work(store -> store.revoke(which));
            gone = List.of(revoked);
        }
        List<String> ids = gone.stream().map(ApiToken::id).toList();
        if (json) {
            console.json(new Answer(ids));
        } else {
            console.line(ids.isEmpty() ? "no token has expired" : "revoked " + String.join(", ", ids));
        }
        return ExitCode.OK.number();
    }

    record Answer(List<String> revoked) {}
}
