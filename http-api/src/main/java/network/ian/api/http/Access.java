package network.ian.api.http;

import java.util.Optional;
import network.ian.core.token.Scope;

/** Who may call a route. */
public enum Access {
    /** Everybody, always, as often as they like: health and metrics. */
    OPEN(null),
    /** Everybody, without any credential, but no more often than they may read: files of pages, which must load before a token can be entered. */
    FILE(null),
    /** Everybody; but a credential that is sent must be good. */
    ASKING(null),
    /** Everybody, unless {@code api.protect_reads} asks for the scope {@code read}. */
    READ(Scope.READ),
    /** Whoever has the scope {@code contribute}, where {@code api.key} is set or {@code api.require_token}. */
    WRITE(Scope.CONTRIBUTE),
    /** Only whoever has the scope {@code admin}, everywhere. */
    ADMIN(Scope.ADMIN);

    private final Scope scope;

    Access(Scope scope) {
        this.scope = scope;
    }

    /** What a credential must be good for; empty where none is needed. */
    public Optional<Scope> scope() {
        return Optional.ofNullable(scope);
    }
}
