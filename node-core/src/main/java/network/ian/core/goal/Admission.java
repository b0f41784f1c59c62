package network.ian.core.goal;

import java.util.Set;
import network.ian.core.codec.Bytes;

/** Who may contribute to a goal. Further modes will follow. */
public sealed interface Admission {

    /** Everybody. */
    record Open() implements Admission {}

    /**
     * Whoever finds a nonce.
     *
     * @param bits leading zero bits that the contribution id must have, 1 to 64
     */
    record ProofOfWork(int bits) implements Admission {}

    /**
     * The holders of listed keys.
     *
     * @param keys raw Ed25519 public keys
     */
    record Authority(Set<Bytes> keys) implements Admission {}
}
