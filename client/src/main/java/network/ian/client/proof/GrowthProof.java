package network.ian.client.proof;

import com.fasterxml.jackson.databind.JsonNode;
import network.ian.client.answer.Fields;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.ConsistencyProof;
import network.ian.core.merkle.ProofVerifier;

/**
 * That a log only grew (RFC 9162 section 2.1.4), as a node says; to be believed only if {@link #verify} or {@link #isProved} finds it so.
 */
public record GrowthProof(ConsistencyProof proof) {

    private static final int DEEPEST = 64;

    /**
     * From {@code /api/v1/consistency/{goal_id}}.
     *
     * @throws network.ian.core.codec.MalformedException naming the field that is not what a proof has
     */
    public static GrowthProof read(JsonNode data) {
        return read(Fields.of("proof", data));
    }

    /** The same. */
    public static GrowthProof read(Fields in) {
        return new GrowthProof(new ConsistencyProof(
                in.count("from"),
                in.count("to"),
                in.hash("from_root"),
                in.hash("to_root"),
                in.hashes("path", DEEPEST)));
    }

    /** Entries of the older tree. */
    public long from() {
        return proof.from();
    }

    /** Entries of the newer tree. */
    public long to() {
        return proof.to();
    }

    public Hash fromRoot() {
        return proof.fromRoot();
    }

    public Hash toRoot() {
        return proof.toRoot();
    }

    /** Whether the path leads from the one root that it names to the other. */
    public boolean isProved() {
        return ProofVerifier.verify(proof);
    }

    /** Whether the log of size {@link #to} with {@code newer} for a root begins with the {@link #from} entries under {@code older}. */
    public boolean verify(Hash older, Hash newer) {
        return proof.fromRoot().equals(older) && proof.toRoot().equals(newer) && isProved();
    }
}
