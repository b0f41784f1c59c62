package network.ian.api.access;

import java.util.Optional;
import network.ian.core.token.Scope;

/**
 * Decides on a request by its credentials, and makes those wait who fail too often. Requests without credentials never
 * wait, nor does the data directory's token from this machine: an operator must get in while somebody guesses. Thread-safe.
 */
public final class Admission {

    private final Gate gate;
    private final FailureDelay delay;
    private final FailureLog log;

    public Admission(Gate gate, FailureDelay delay, FailureLog log) {
        this.gate = gate;
        this.delay = delay;
        this.log = log;
    }

    /** Who comes in, or why not. */
    public sealed interface Decision {}

    /** In. */
    public record In(Caller caller) implements Decision {}

    /**
     * Out.
     *
     * @param waitSeconds until the next attempt; 0 if it makes no sense to wait
     */
    public record Out(AuthFailure reason, int waitSeconds) implements Decision {}

    public boolean protectsWrites() {
        return gate.protectsWrites();
    }

    /**
     * Decides on a request for what a scope is for. Where that is open to everybody, credentials are not looked at.
     *
     * @param client the sender's IP address as text
     */
    public Decision require(Scope scope, String client, Credentials credentials) {
        if (!gate.protects(scope)) {
            return new In(gate.anonymous());
        }
        if (credentials.isEmpty()) {
            return refused(AuthFailure.MISSING, client, credentials);
        }
        Decision decision = check(client, credentials);
        if (decision instanceof In in && !in.caller().scopes().contains(scope)) {
            return refused(AuthFailure.SCOPE, client, in.caller().token().map(token -> token.id()));
        }
        return decision;
    }

    /** Decides on a request that is for everybody, but tells the caller what he may do: a credential must be good. */
    public Decision ask(String client, Credentials credentials) {
        return credentials.isEmpty() ? new In(gate.anonymous()) : check(client, credentials);
    }

    /** Whether credentials that were good for a scope still are; no attempt is counted. */
    public boolean stillGood(Scope scope, Credentials credentials) {
        return !gate.protects(scope)
                || (gate.identify(credentials) instanceof Gate.Known known
                        && known.caller().scopes().contains(scope));
    }

    private Decision check(String client, Credentials credentials) {
        boolean isOperator =
                gate.hasAdminToken(credentials) && ClientNetwork.parse(client).isLoopbackAddress();
        int waitSeconds = isOperator ? 0 : delay.secondsToWait(client);
        if (waitSeconds > 0) {
            return new Out(AuthFailure.THROTTLED, waitSeconds);
        }
        Gate.Finding finding = gate.identify(credentials);
        if (finding instanceof Gate.Known known) {
            return new In(known.caller());
        }
        AuthFailure reason = ((Gate.Refused) finding).reason();
        if (reason == AuthFailure.UNKNOWN) {
            // An expired token shows the right secret: that is no guess.
            delay.failed(client);
        }
        return refused(reason, client, credentials);
    }

    private Decision refused(AuthFailure reason, String client, Credentials credentials) {
        return refused(reason, client, credentials.tokenId());
    }

    private Decision refused(AuthFailure reason, String client, Optional<String> tokenId) {
        if (reason.isLogged()) {
            log.failed(client, reason, tokenId);
        }
        return new Out(reason, 0);
    }
}
