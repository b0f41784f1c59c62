package network.ian.app.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.config.ConfigException;
import network.ian.core.token.Lifetime;
import network.ian.core.token.NewToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ian token rotate}. */
@Command(name = "rotate", description = "Give a token a new secret and show it once; id, name and scopes stay.")
final class TokenRotateCommand implements Callable<Integer> {

    private final Console console;
    private final TokenDirectory tokens;

    @Mixin
    private TokenChoice choice = new TokenChoice();

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "How long the old secret stays good, e.g. 1h (0: it ends at once).")
    private String grace;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "How long the token is good from now on, or never; without it the end stays as it is.")
    private String expires;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TokenRotateCommand(Console console, TokenDirectory tokens) {
        this.console = console;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        String which = choice.require();
        Duration kept = TokenSpan.grace("--grace", grace);
        Optional<Lifetime> lifetime = Optional.ofNullable(expires).map(text -> TokenSpan.lifetime("--expires", text));
        NewToken made = tokens.work(store -> store.rotate(which, kept, lifetime));
        TokenReport.of(made).print(console, json);
        return ExitCode.OK.number();
    }
}
