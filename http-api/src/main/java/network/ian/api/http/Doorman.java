package network.ian.api.http;

import java.util.Optional;
import network.ian.api.access.ClientLimiter;
import network.ian.api.access.Gate;

/** Decides before anything else whether a request is let in: its sender's rate first, then its key, then its origin. */
public final class Doorman {

    private final ClientLimiter limiter;
    private final Gate gate;
    private final HttpObserver observer;

    public Doorman(ClientLimiter limiter, Gate gate, HttpObserver observer) {
        this.limiter = limiter;
        this.gate = gate;
        this.observer = observer;
    }

    /**
     * The refusal, or empty.
     *
     * @param client the sender's IP address as text
     * @param origin the web page that a browser sends the request for
     */
    Optional<Answer> refuse(
            Access access,
            String client,
            Optional<String> authorization,
            Optional<String> apiKey,
            Optional<String> origin) {
        if (access == Access.OPEN) {
            return Optional.empty();
        }
        return overRate(client)
                .or(() -> withoutKey(access, authorization, apiKey))
                .or(() -> fromElsewhere(access, origin));
    }

    /** The refusal of a sender that makes too many requests, or empty. */
    Optional<Answer> overRate(String client) {
        int waitSeconds = limiter.secondsToWait(client);
        if (waitSeconds == 0) {
            return Optional.empty();
        }
        observer.rateLimited();
        return Optional.of(Answer.refused(429, "too many requests from this address, slow down")
                .retryAfter(waitSeconds));
    }

    private Optional<Answer> withoutKey(Access access, Optional<String> authorization, Optional<String> apiKey) {
        if (!asksForKey(access) || gate.opens(authorization, apiKey)) {
            return Optional.empty();
        }
        boolean given = authorization.isPresent() || apiKey.isPresent();
        return Optional.of(Answer.refused(
                401,
                given
                        ? "the key is wrong"
                        : "a key is needed: send it as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'"));
    }

    /**
     * Where no key is set, a page whose name its owner lets resolve to this node (DNS rebinding) would pass for a page of
     * this node's. An address cannot be re-bound.
     */
    private Optional<Answer> fromElsewhere(Access access, Optional<String> origin) {
        if (access != Access.WRITE
                || gate.protectsWrites()
                || origin.map(PageOrigin::isAddress).orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(
                Answer.refused(
                        403,
                        "Origin: where no API key is set, only pages that are reached by IP address or as localhost may contribute"));
    }

    private boolean asksForKey(Access access) {
        return switch (access) {
            case OPEN -> false;
            case READ -> gate.protectsReads();
            case WRITE -> gate.protectsWrites();
            case ADMIN -> true;
        };
    }
}
