package network.ian.core.token;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;

/**
 * A token as the node knows it, without its secret. Times are in milliseconds since the epoch.
 *
 * @param name what the operator calls it; unique
 * @param scopes as given, see {@link Scope#including}
 * @param expiresMs from then on it opens nothing; empty: never
 * @param secret hash of the secret
 * @param previous hashes of secrets from before a rotation, each with the time at which it ends
 */
public record ApiToken(
        String id,
        Optional<String> name,
        Set<Scope> scopes,
        long createdMs,
        Optional<Long> expiresMs,
        Hash secret,
        Map<Hash, Long> previous) {

    /** Most secrets from before rotations. */
    static final int MOST_PREVIOUS = 8;

    public ApiToken {
        scopes = Set.copyOf(scopes);
        previous = Map.copyOf(previous);
    }

    /** Whether its time is over. */
    public boolean isExpired(long nowMs) {
        return expiresMs.filter(end -> nowMs >= end).isPresent();
    }

    /** What its holder may do. */
    public Set<Scope> allows() {
        return Scope.including(scopes);
    }

    /** Secrets from before rotations that are still good. */
    public int graceSecrets(long nowMs) {
        return (int) previous.values().stream().filter(end -> nowMs < end).count();
    }

    /** Whether {@code given} is the hash of its secret, or of one that is good for a while yet. */
    boolean hasSecret(Hash given, long nowMs) {
        boolean found = same(secret, given);
        for (Map.Entry<Hash, Long> old : previous.entrySet()) {
            found |= same(old.getKey(), given) && nowMs < old.getValue();
        }
        return found;
    }

    /** With a new secret; the old ones end at {@code oldEndsMs} at the latest. */
    ApiToken rotated(Hash fresh, Optional<Long> newEnd, long oldEndsMs, long nowMs) {
        Map<Hash, Long> old = new TreeMap<>();
        previous.forEach((hash, end) -> old.put(hash, Math.min(end, oldEndsMs)));
        old.put(secret, oldEndsMs);
        old.values().removeIf(end -> end <= nowMs);
        return new ApiToken(id, name, scopes, createdMs, newEnd, fresh, old);
    }

    private static boolean same(Hash one, Hash other) {
        return MessageDigest.isEqual(one.toArray(), other.toArray());
    }
}
