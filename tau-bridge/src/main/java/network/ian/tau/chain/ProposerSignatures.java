package network.ian.tau.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.bls.BlsPublicKey;

/**
 * Checks proposers' signatures and remembers the newest valid ones, so that goals that follow the same chain pay for one
 * check. Thread-safe.
 */
final class ProposerSignatures {

    private static final int REMEMBERED = 4_096;

    private final Map<Hash, Bytes> valid = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Bytes> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Whether {@code proof} is the proposer's signature over the block's hash.
     *
     * @param key the proposer's, which the hash covers
     */
    boolean verify(BlsPublicKey key, Hash block, Bytes proof) {
        synchronized (valid) {
            if (proof.equals(valid.get(block))) {
                return true;
            }
        }
        if (!key.verifies(Bytes.wrap(block.toArray()), proof)) {
            return false;
        }
        synchronized (valid) {
            valid.put(block, proof);
        }
        return true;
    }
}
