package network.ian.wasm.trading;

import java.nio.ByteBuffer;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;

/** The only randomness that agents get: the same for all agents of a goal. */
final class EpisodeSeeds {

    private EpisodeSeeds() {}

    /** The first 8 bytes, big-endian, of SHA-256(tag | topic | episode as 4 bytes, big-endian). */
    static long seed(Hash topic, int episode) {
        byte[] counter = ByteBuffer.allocate(Integer.BYTES).putInt(episode).array();
        Hash hash = Sha256.of(DomainTag.AGENT_SEED.octets(), topic.view(), counter);
        return ByteBuffer.wrap(hash.view()).getLong();
    }
}
