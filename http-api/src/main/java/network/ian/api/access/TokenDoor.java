package network.ian.api.access;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import network.ian.core.token.LiveTokens;
import network.ian.core.token.TokenSet;
import network.ian.core.token.TokenVerdict;

/**
 * Checks tokens and remembers when each was last used. That stays in memory: writing it at each request would cost more
 * than the request. Thread-safe.
 */
public final class TokenDoor {

    private final LiveTokens tokens;
    // By id, of tokens that were good when they were used, so no more than there ever are; revoked ones are dropped.
    private final Map<String, Long> lastUsedMs = new ConcurrentHashMap<>();

    public TokenDoor(LiveTokens tokens) {
        this.tokens = tokens;
    }

    /** The tokens as they are now. */
    public TokenSet tokens() {
        return tokens.now();
    }

    /** When a token was last used since this node started, in milliseconds since the epoch. */
    public OptionalLong lastUsedMs(String id) {
        Long used = lastUsedMs.get(id);
        return used == null ? OptionalLong.empty() : OptionalLong.of(used);
    }

    TokenVerdict check(String text, long nowMs) {
        TokenSet all = tokens.now();
        TokenVerdict verdict = all.check(text, nowMs);
        if (verdict instanceof TokenVerdict.Valid valid) {
            lastUsedMs.put(valid.token().id(), nowMs);
            if (lastUsedMs.size() > all.size()) {
                lastUsedMs.keySet().removeIf(id -> all.find(id).isEmpty());
            }
        }
        return verdict;
    }
}
