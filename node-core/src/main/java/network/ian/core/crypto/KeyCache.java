package network.ian.core.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import network.ian.core.codec.Bytes;

/** What was worked out about public keys, bounded, by the keys' raw bytes. Safe for use by several threads. */
final class KeyCache<T> {

    private final Function<byte[], T> derive;
    private final Cache<Bytes, T> byKey;

    /**
     * @param maxKeys most keys held, at least 1
     * @param derive pure function of the key's bytes; never returns null
     */
    KeyCache(int maxKeys, Function<byte[], T> derive) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("a key cache holds at least 1 key, not " + maxKeys);
        }
        this.derive = derive;
        this.byKey = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .executor(Runnable::run)
                .build();
    }

    T get(byte[] publicKey) {
        T known = byKey.getIfPresent(Bytes.wrap(publicKey));
        if (known != null) {
            return known;
        }
        T derived = derive.apply(publicKey);
        byKey.put(Bytes.copyOf(publicKey), derived);
        return derived;
    }

    /** Keys held now, after pending evictions. */
    long size() {
        byKey.cleanUp();
        return byKey.estimatedSize();
    }
}
