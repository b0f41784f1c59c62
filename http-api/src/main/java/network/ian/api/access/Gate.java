package network.ian.api.access;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import network.ian.core.config.NodeConfig;
import network.ian.core.config.Secret;
import network.ian.core.token.Scope;
import network.ian.core.token.TokenVerdict;

/**
 * Tells by its credentials who a caller is. The admin token of the data directory and the API key open everything; a token
 * opens what its scopes say. Thread-safe.
 */
public final class Gate {

    private final Optional<Secret> key;
    private final boolean protectsReads;
    private final boolean protectsWrites;
    private final Secret adminToken;
    private final TokenDoor tokens;
    private final InstantSource clock;

    /** Who a caller is, or why he is nobody. */
    public sealed interface Finding {}

    /** Somebody this node knows. */
    record Known(Caller caller) implements Finding {}

    /** {@link AuthFailure#UNKNOWN} or {@link AuthFailure#EXPIRED}. */
    record Refused(AuthFailure reason) implements Finding {}

    public Gate(NodeConfig.Api api, Secret adminToken, TokenDoor tokens, InstantSource clock) {
        this.key = api.key();
        this.protectsReads = api.protectReads();
        this.protectsWrites = api.protectsWrites();
        this.adminToken = adminToken;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Whether it needs a credential to contribute. */
    public boolean protectsWrites() {
        return protectsWrites;
    }

    /** Whether it takes a credential to do what a scope is for. */
    boolean protects(Scope scope) {
        return switch (scope) {
            case READ -> protectsReads;
            case CONTRIBUTE -> protectsWrites;
            case ADMIN -> true;
        };
    }

    /** A caller without credentials. */
    Caller anonymous() {
        if (protectsReads) {
            return Caller.anonymous(Set.of());
        }
        return Caller.anonymous(Scope.including(Set.of(protectsWrites ? Scope.READ : Scope.CONTRIBUTE)));
    }

    /** Whether one of the credentials is the data directory's token. */
    boolean hasAdminToken(Credentials credentials) {
        return credentials.texts().stream().anyMatch(adminToken::matches);
    }

    /** Who the caller is; the first credential that is good decides. */
    Finding identify(Credentials credentials) {
        boolean expired = false;
        for (String text : credentials.texts()) {
            if (adminToken.matches(text)) {
                return new Known(Caller.all(Caller.Kind.ADMIN_TOKEN));
            }
            if (key.filter(secret -> secret.matches(text)).isPresent()) {
                return new Known(Caller.all(Caller.Kind.API_KEY));
            }
            TokenVerdict verdict = tokens.check(text, clock.millis());
            if (verdict instanceof TokenVerdict.Valid valid) {
                return new Known(Caller.of(valid.token()));
            }
            expired |= verdict instanceof TokenVerdict.Expired;
        }
        return new Refused(expired ? AuthFailure.EXPIRED : AuthFailure.UNKNOWN);
    }
}
