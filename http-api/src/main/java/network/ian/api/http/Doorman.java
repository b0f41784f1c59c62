package network.ian.api.http;

import java.util.Optional;
import network.ian.api.access.ClientLimiter;
import network.ian.api.access.Gate;

/** Decides before anything else whether a request is let in: its sender's rate first, then its key. */
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
     */
    Optional<Answer> refuse(Access access, String client, Optional<String> authorization, Optional<String> apiKey) {
        if (access == Access.OPEN) {
            return Optional.empty();
        }
        return overRate(client).or(() -> withoutKey(access, authorization, apiKey));
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

    private boolean asksForKey(Access access) {
        return switch (access) {
            case OPEN -> false;
            case READ -> gate.protectsReads();
            case WRITE -> gate.protectsWrites();
            case ADMIN -> true;
        };
    }
}
