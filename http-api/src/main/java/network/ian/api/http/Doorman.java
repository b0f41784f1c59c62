package network.ian.api.http;

import java.util.Optional;
import network.ian.api.access.Admission;
import network.ian.api.access.ClientLimiter;
import network.ian.api.access.Credentials;
import network.ian.core.token.Scope;

/** Decides before anything else whether a request is let in: its sender's rate first, then its key, then its origin. */
public final class Doorman {

    private final ClientLimiter limiter;
    private final Admission admission;
    private final HttpObserver observer;

    public Doorman(ClientLimiter limiter, Admission admission, HttpObserver observer) {
        this.limiter = limiter;
        this.admission = admission;
        this.observer = observer;
    }

    /**
     * Decides on a request.
     *
     * @param client the sender's IP address as text
     * @param origin the web page that a browser sends the request for
     */
    public Entry decide(Access access, String client, Credentials credentials, Optional<String> origin) {
        if (access == Access.OPEN) {
            // Who asks is of no account there, and finding it out would cost something.
            return new Entry.Admitted(Optional.empty());
        }
        if (access == Access.FILE) {
            return refused(overRate(client)).orElseGet(() -> new Entry.Admitted(Optional.empty()));
        }
        return refused(overRate(client))
                .or(() -> refused(fromElsewhere(access, origin)))
                .orElseGet(() -> entry(access, byCredentials(access, client, credentials)));
    }

    /** The refusal of a sender that makes too many requests, or empty. */
    public Optional<Answer> overRate(String client) {
        int waitSeconds = limiter.secondsToWait(client);
        if (waitSeconds == 0) {
            return Optional.empty();
        }
        observer.rateLimited();
        return Optional.of(Answer.refused(429, "too many requests from this address, slow down")
                .retryAfter(waitSeconds));
    }

    /** Whether a caller who was let in would be again. Counts no attempt. */
    public boolean stillAdmits(Access access, Credentials credentials) {
        return access.scope()
                .map(scope -> admission.stillGood(scope, credentials))
                .orElse(true);
    }

    private Admission.Decision byCredentials(Access access, String client, Credentials credentials) {
        return access.scope()
                .map(scope -> admission.require(scope, client, credentials))
                .orElseGet(() -> admission.ask(client, credentials));
    }

    private Entry entry(Access access, Admission.Decision decision) {
        if (decision instanceof Admission.In in) {
            return new Entry.Admitted(Optional.of(in.caller()));
        }
        Admission.Out out = (Admission.Out) decision;
        observer.notAdmitted(out.reason());
        return new Entry.Refused(answer(access, out));
    }

    /** Says no more than the sender knows already, and nothing of which part of a credential was wrong. */
    private static Answer answer(Access access, Admission.Out out) {
        String scope = access.scope().map(Scope::text).orElse("");
        return switch (out.reason()) {
            case MISSING ->
                Answer.refused(401, "a key is needed: send it as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'")
                        .challenging("");
            case UNKNOWN -> Answer.refused(401, "the key is wrong").challenging("error=\"invalid_token\"");
            case EXPIRED -> Answer.refused(401, "the token has expired").challenging("error=\"invalid_token\"");
            case SCOPE ->
                Answer.refused(403, "the token does not have the scope " + scope)
                        .challenging("error=\"insufficient_scope\", scope=\"" + scope + "\"");
            case THROTTLED ->
                Answer.refused(429, "too many wrong keys from this address, wait before the next")
                        .retryAfter(out.waitSeconds());
        };
    }

    /**
     * Where no key is set, a page whose name its owner lets resolve to this node (DNS rebinding) would pass for a page of
     * this node's. An address cannot be re-bound.
     */
    private Optional<Answer> fromElsewhere(Access access, Optional<String> origin) {
        if (access != Access.WRITE
                || admission.protectsWrites()
                || origin.map(PageOrigin::isAddress).orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(
                Answer.refused(
                        403,
                        "Origin: where no API key is set, only pages that are reached by IP address or as localhost may contribute"));
    }

    private static Optional<Entry> refused(Optional<Answer> answer) {
        return answer.map(Entry.Refused::new);
    }
}
