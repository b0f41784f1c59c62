package network.ian.core.token;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All tokens of a node at one time. Immutable. */
public final class TokenSet {

    /** Most tokens of a node. */
    public static final int MOST = 1_000;

    /** No tokens. */
    public static final TokenSet EMPTY = new TokenSet(Map.of());

    private final NavigableMap<String, ApiToken> byId;

    TokenSet(Map<String, ApiToken> byId) {
        this.byId = Collections.unmodifiableNavigableMap(new TreeMap<>(byId));
    }

    /** By id. */
    public Collection<ApiToken> all() {
        return byId.values();
    }

    public int size() {
        return byId.size();
    }

    /** Those that open something now. */
    public int inForce(long nowMs) {
        return (int)
                byId.values().stream().filter(token -> !token.isExpired(nowMs)).count();
    }

    /** The token with this id, or else with this name. */
    public Optional<ApiToken> find(String idOrName) {
        return Optional.ofNullable(byId.get(idOrName)).or(() -> named(idOrName));
    }

    /** The token with this name. */
    Optional<ApiToken> named(String name) {
        return byId.values().stream()
                .filter(token -> token.name().equals(Optional.of(name)))
                .findFirst();
    }

    /**
     * Judges a token. Ids are no secrets, so only secrets are compared in a time that does not depend on where they
     * differ.
     */
    public TokenVerdict check(String text, long nowMs) {
        Optional<TokenText> shown = TokenText.parse(text);
        Optional<ApiToken> token = shown.map(TokenText::id)
                .map(byId::get)
                .filter(known -> known.hasSecret(shown.get().hash(), nowMs));
        if (token.isEmpty()) {
            return new TokenVerdict.Unknown();
        }
        return token.get().isExpired(nowMs)
                ? new TokenVerdict.Expired(token.get())
                : new TokenVerdict.Valid(token.get());
    }

    TokenSet with(ApiToken token) {
        NavigableMap<String, ApiToken> changed = new TreeMap<>(byId);
        changed.put(token.id(), token);
        return new TokenSet(changed);
    }

    TokenSet without(Collection<ApiToken> gone) {
        NavigableMap<String, ApiToken> changed = new TreeMap<>(byId);
        gone.forEach(token -> changed.remove(token.id()));
        return new TokenSet(changed);
    }
}
