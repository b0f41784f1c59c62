package network.ian.api.rest;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import network.ian.api.access.Caller;
import network.ian.api.access.TokenDoor;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.openapi.MayBeNull;
import network.ian.core.token.ApiToken;
import network.ian.core.token.Scope;

/** What a credential is good for, and which tokens there are. Tokens are made and ended on the node's machine only. */
final class AccessEndpoints {

    /**
     * The caller. Times are in milliseconds since the epoch.
     *
     * @param credential {@code anonymous}, {@code admin_token}, {@code api_key} or {@code token}
     * @param scopes what the caller may do on this node now
     * @param tokenId of a token
     * @param name of a token that has one
     * @param expiresMs of a token that expires
     */
    record Whoami(
            String credential,
            List<String> scopes,
            @MayBeNull String tokenId,
            @MayBeNull String name,
            @MayBeNull Long expiresMs) {}

    /**
     * A token without its secret.
     *
     * @param scopes as given
     * @param lastUsedMs since the node started; null if it was not
     * @param graceSecrets secrets from before rotations that are still good
     */
    record TokenJson(
            String tokenId,
            @MayBeNull String name,
            List<String> scopes,
            long createdMs,
            @MayBeNull Long expiresMs,
            boolean expired,
            @MayBeNull Long lastUsedMs,
            int graceSecrets) {}

    /** All tokens by id. */
    record TokenList(List<TokenJson> tokens) {}

    private final TokenDoor door;
    private final InstantSource clock;

    AccessEndpoints(TokenDoor door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    Answer whoami(ApiRequest request) {
        Caller caller = request.caller().orElseThrow();
        return Answer.ok(new Whoami(
                caller.kind().text(),
                texts(caller.scopes()),
                caller.token().map(ApiToken::id).orElse(null),
                caller.token().flatMap(ApiToken::name).orElse(null),
                caller.token().flatMap(ApiToken::expiresMs).orElse(null)));
    }

    Answer tokens(ApiRequest request) {
        return Answer.ok(
                new TokenList(door.tokens().all().stream().map(this::json).toList()));
    }

    private TokenJson json(ApiToken token) {
        OptionalLong used = door.lastUsedMs(token.id());
        return new TokenJson(
                token.id(),
                token.name().orElse(null),
                texts(token.scopes()),
                token.createdMs(),
                token.expiresMs().orElse(null),
                token.isExpired(clock.millis()),
                used.isPresent() ? used.getAsLong() : null,
                token.graceSecrets(clock.millis()));
    }

    private static List<String> texts(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::text).toList();
    }
}
