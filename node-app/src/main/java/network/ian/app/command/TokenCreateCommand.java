package network.ian.app.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import network.ian.app.cli.CommandFailure;
import network.ian.app.cli.Console;
import network.ian.app.cli.ExitCode;
import network.ian.core.config.ConfigException;
import network.ian.core.token.Lifetime;
import network.ian.core.token.NewToken;
import network.ian.core.token.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ian token create}. */
@Command(
        name = "create",
        description = "Make a token and show it once. admin includes contribute, contribute includes read.")
final class TokenCreateCommand implements Callable<Integer> {

    private final Console console;
    private final TokenDirectory tokens;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            required = true,
            split = ",",
            description = "read, contribute or admin; may be given more than once.")
    private List<String> scopes;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it, up to 64 characters.")
    private String name;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "never",
            description = "How long it is good, e.g. 12h or 30d, or never (never).")
    private String expires;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TokenCreateCommand(Console console, TokenDirectory tokens) {
        this.console = console;
        this.tokens = tokens;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
        Set<Scope> given = EnumSet.noneOf(Scope.class);
        for (String text : scopes) {
            given.add(Scope.parse(text)
                    .orElseThrow(
                            () -> new CommandFailure(ExitCode.USAGE, "--scope: expected read, contribute or admin")));
        }
        Lifetime lifetime = TokenSpan.lifetime("--expires", expires);
        NewToken made = tokens.work(store -> store.create(given, Optional.ofNullable(name), lifetime));
        TokenReport.of(made).print(console, json);
        return ExitCode.OK.number();
    }
}
