package network.ian.api.access;

import java.util.Optional;
import java.util.Set;
import network.ian.core.token.ApiToken;
import network.ian.core.token.Scope;

/**
 * Who makes a request.
 *
 * @param kind what opened the door
 * @param scopes what the caller may do here
 * @param token of a caller with an API token
 */
public record Caller(Kind kind, Set<Scope> scopes, Optional<ApiToken> token) {

    /** What a caller shows. */
    public enum Kind {
        /** Nothing. */
        ANONYMOUS("anonymous"),
        /** The data directory's own token. */
        ADMIN_TOKEN("admin_token"),
        /** {@code api.key}. */
        API_KEY("api_key"),
        /** One of {@code tokens.json}. */
        TOKEN("token");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As answers have it. */
        public String text() {
            return text;
        }
    }

    static Caller anonymous(Set<Scope> scopes) {
        return new Caller(Kind.ANONYMOUS, scopes, Optional.empty());
    }

    static Caller all(Kind kind) {
        return new Caller(kind, Scope.ALL, Optional.empty());
    }

    static Caller of(ApiToken token) {
        return new Caller(Kind.TOKEN, token.allows(), Optional.of(token));
    }
}
