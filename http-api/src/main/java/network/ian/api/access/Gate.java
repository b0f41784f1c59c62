package network.ian.api.access;

import java.util.Locale;
import java.util.Optional;
import network.ian.core.config.Secret;

/** Compares keys. The admin token of the data directory opens whatever the API key opens. */
public final class Gate {

    private static final String BEARER = "bearer ";

    private final Optional<Secret> key;
    private final boolean protectReads;
    private final Secret adminToken;

    public Gate(Optional<Secret> key, boolean protectReads, Secret adminToken) {
        this.key = key;
        this.protectReads = protectReads;
        this.adminToken = adminToken;
    }

    public boolean protectsReads() {
        return protectReads;
    }

    public boolean protectsWrites() {
        return key.isPresent();
    }

    /**
     * Whether one of the two headers carries a key that opens.
     *
     * @param authorization {@code Authorization}, of which only the Bearer scheme counts
     * @param apiKey {@code X-API-Key}
     */
    public boolean opens(Optional<String> authorization, Optional<String> apiKey) {
        Optional<String> bearer = authorization
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(text -> text.substring(BEARER.length()).strip());
        return bearer.filter(this::matches).isPresent()
                || apiKey.map(String::strip).filter(this::matches).isPresent();
    }

    private boolean matches(String candidate) {
        return key.filter(secret -> secret.matches(candidate)).isPresent() || adminToken.matches(candidate);
    }
}
