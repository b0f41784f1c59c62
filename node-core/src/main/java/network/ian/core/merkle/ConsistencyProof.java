package network.ian.core.merkle;

import java.util.List;
import network.ian.core.crypto.Hash;

/**
 * That a tree is a prefix of another (RFC 9162 section 2.1.4).
 *
 * @param from size of the older tree
 * @param to size of the newer tree
 * @param path empty where {@code from} is 0 or equals {@code to}
 */
public record ConsistencyProof(long from, long to, Hash fromRoot, Hash toRoot, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }
}
