package network.ian.tau.chain;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.goal.AnchorSpec;
import network.ian.tau.bls.BlsPublicKey;

/**
 * The keys that a goal pins.
 *
 * @param validators in the spec's order
 */
record AnchorKeys(BlsPublicKey committer, List<BlsPublicKey> validators) {

    /** @throws MalformedException if one of them is no point of the group */
    static AnchorKeys of(AnchorSpec spec) {
        return new AnchorKeys(
                BlsPublicKey.of("anchor.committer", spec.committer()),
                spec.validators().stream()
                        .map(key -> BlsPublicKey.of("anchor.validators", key))
                        .toList());
    }

    /** Position of a validator's key, or -1. */
    int validator(Bytes key) {
        for (int i = 0; i < validators.size(); i++) {
            if (validators.get(i).bytes().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
