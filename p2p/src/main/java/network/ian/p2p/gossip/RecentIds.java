package network.ian.p2p.gossip;

import java.util.HashSet;
import java.util.Set;
import network.ian.core.crypto.Hash;

/**
 * A bounded set of ids that forgets the oldest half at a time: an id stays for at least {@code capacity} later ones. Keyed by
 * the hash of the signed bytes, never by what a peer can choose freely.
 */
final class RecentIds {

    private final int capacity;
    private Set<Hash> young = new HashSet<>();
    private Set<Hash> old = new HashSet<>();

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    boolean contains(Hash id) {
        return young.contains(id) || old.contains(id);
    }

    void add(Hash id) {
        if (young.size() >= capacity) {
            old = young;
            young = new HashSet<>();
        }
        young.add(id);
    }
}
