package network.ian.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.ian.app.cli.Console;
import network.ian.app.cli.TerminalText;
import network.ian.core.token.ApiToken;
import network.ian.core.token.NewToken;
import network.ian.core.token.Scope;

/** What the commands tell of one token. Times are in milliseconds since the epoch. */
record TokenReport(
        @JsonProperty("token_id") String id,
        @JsonProperty("name") String name,
        @JsonProperty("scopes") List<String> scopes,
        @JsonProperty("created_ms") long createdMs,
        @JsonProperty("expires_ms") Long expiresMs,

        @JsonProperty("token") @JsonInclude(JsonInclude.Include.NON_NULL)
        String token) {

    /** With the secret, for the one time that it is shown. */
    static TokenReport of(NewToken made) {
        return of(made.token(), made.text().reveal());
    }

    private static TokenReport of(ApiToken token, String secret) {
        return new TokenReport(
                token.id(),
                token.name().orElse(null),
                token.scopes().stream().sorted().map(Scope::text).toList(),
                token.createdMs(),
                token.expiresMs().orElse(null),
                secret);
    }

    /** Prints it, and says of a secret that it is not shown again. */
    void print(Console console, boolean json) {
        if (json) {
            console.json(this);
        } else {
            console.line("id       " + id);
            console.line("name     " + (name == null ? "-" : TerminalText.escape(name)));
            console.line("scopes   " + String.join(", ", scopes));
            console.line("expires  " + time(Optional.ofNullable(expiresMs), "never"));
        }
        if (token != null) {
            if (!json) {
                console.line("token    " + token);
            }
            console.note("the token is shown this once; the node keeps only its hash");
        }
    }

    /** A time for people, in UTC. */
    static String time(Optional<Long> ms, String none) {
        return ms.map(time -> Instant.ofEpochMilli(time - time % 1000).toString())
                .orElse(none);
    }
}
