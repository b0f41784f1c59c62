package network.ian.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.ProofVerifier;
import network.ian.core.merkle.Sibling;

/**
 * An inclusion proof as a node gives it, which is to be believed only if {@link #fault} finds nothing.
 *
 * @param leaf the contribution id that it is about
 * @param proof with the index that its sides name
 */
public record ProofAnswer(Hash leaf, InclusionProof proof) {

    private static final int DEEPEST = 63;

    /**
     * Reads the answer's data.
     *
     * @throws MalformedException naming the field that is not what a proof has
     */
    public static ProofAnswer read(JsonNode data) {
        JsonNode listed = data.path("siblings");
        if (!listed.isArray() || listed.size() > DEEPEST) {
            throw new MalformedException("siblings", "expected a list of at most " + DEEPEST);
        }
        List<Sibling> siblings = new ArrayList<>();
        for (JsonNode sibling : listed) {
            siblings.add(
                    new Sibling(hash(sibling, "hash"), sibling.path("is_right").asBoolean()));
        }
        long size = data.path("tree_size").asLong();
        InclusionProof proof = new InclusionProof(
                index(siblings, size), size, hash(data, "leaf_hash"), siblings, hash(data, "log_root"));
        return new ProofAnswer(hash(data, "leaf"), proof);
    }

    /**
     * Why this does not prove what was asked; empty if it does.
     *
     * @param askedId the contribution's id, where that was asked
     * @param askedIndex its index, where that was asked
     * @param knownRoot a root that the asker trusts
     */
    public Optional<String> fault(Optional<Hash> askedId, Optional<Long> askedIndex, Optional<Hash> knownRoot) {
        if (askedId.filter(id -> !id.equals(leaf)).isPresent()) {
            return Optional.of("it is about another contribution");
        }
        if (askedIndex.filter(index -> index != proof.leafIndex()).isPresent()) {
            return Optional.of("it is about index " + proof.leafIndex());
        }
        if (knownRoot.filter(root -> !root.equals(proof.root())).isPresent()) {
            return Optional.of("it leads to another root");
        }
        if (!ProofVerifier.leafHash(leaf.view()).equals(proof.leafHash())) {
            return Optional.of("leaf_hash is not the hash of leaf");
        }
        return ProofVerifier.verify(proof) ? Optional.empty() : Optional.of("it does not lead to its root");
    }

    /** The leaf's position, which follows from the sides, from the root down (RFC 9162 section 2.1.3.1). */
    private static long index(List<Sibling> siblings, long treeSize) {
        long index = 0;
        long size = treeSize;
        for (int i = siblings.size() - 1; i >= 0 && size > 1; i--) {
            long left = Long.highestOneBit(size - 1);
            if (siblings.get(i).isRight()) {
                size = left;
            } else {
                index += left;
                size -= left;
            }
        }
        return index;
    }

    private static Hash hash(JsonNode object, String field) {
        return Hash.fromHex(field, object.path(field).asText());
    }
}
