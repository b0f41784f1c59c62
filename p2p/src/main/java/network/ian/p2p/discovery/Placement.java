package network.ian.p2p.discovery;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import network.ian.core.crypto.Sha256;

/**
 * Where an address stands in the book, by a hash under a secret key, so that no peer can aim at a bucket (Heilman, Kendler,
 * Zohar, Goldberg: Eclipse Attacks on Bitcoin's Peer-to-Peer Network, 2015).
 */
final class Placement {

    /** Buckets of new addresses that one source group can reach. */
    static final int NEW_BUCKETS_PER_SOURCE = 8;

    /** Buckets of tried addresses that one address group can reach. */
    static final int TRIED_BUCKETS_PER_GROUP = 4;

    private final byte[] key = new byte[32];

    Placement(RandomGenerator random) {
        random.nextBytes(key);
    }

    int newBucket(Endpoint endpoint, NetGroup source, int buckets) {
        int share = hash(NEW_BUCKETS_PER_SOURCE, number(1), group(NetGroup.of(endpoint)), group(source));
        return hash(buckets, number(2), group(source), number(share));
    }

    int triedBucket(Endpoint endpoint, int buckets) {
        int share = hash(TRIED_BUCKETS_PER_GROUP, number(3), octets(endpoint), number(endpoint.port()));
        return hash(buckets, number(4), group(NetGroup.of(endpoint)), number(share));
    }

    int position(int bucket, Endpoint endpoint, int positions) {
        return hash(positions, number(5), number(bucket), number(endpoint.port()), octets(endpoint));
    }

    private int hash(int below, byte[]... fields) {
        byte[][] keyed = new byte[fields.length + 1][];
        keyed[0] = key;
        System.arraycopy(fields, 0, keyed, 1, fields.length);
        long value = ByteBuffer.wrap(Sha256.of(keyed).view()).getLong();
        return (int) Math.floorMod(value, (long) below);
    }

    private static byte[] octets(Endpoint endpoint) {
        return endpoint.address().getAddress();
    }

    private static byte[] number(int value) {
        byte[] octets = new byte[4];
        ByteBuffer.wrap(octets).putInt(value);
        return octets;
    }

    private static byte[] group(NetGroup group) {
        byte[] octets = new byte[12];
        ByteBuffer.wrap(octets).putInt(group.kind()).putLong(group.bits());
        return octets;
    }
}
