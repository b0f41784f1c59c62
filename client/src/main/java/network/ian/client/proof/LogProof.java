package network.ian.client.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import network.ian.client.answer.Fields;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.ProofVerifier;
import network.ian.core.merkle.Sibling;

/**
 * That a contribution is in a log (RFC 9162 section 2.1.3), as a node says; to be believed only if {@link #verify} or {@link #fault}
 * finds it so.
 *
 * @param leaf the contribution id that it is about
 * @param proof with the index that its sides name, whatever the node calls it
 */
public record LogProof(Hash leaf, InclusionProof proof) {

    /**
     * From {@code /api/v1/proof/...}.
     *
     * @throws network.ian.core.codec.MalformedException naming the field that is not what a proof has
     */
    public static LogProof read(JsonNode data) {
        return read(Fields.of("proof", data));
    }

    /** The same. */
    public static LogProof read(Fields in) {
        List<Sibling> siblings = Siblings.read(in);
        long size = in.count("tree_size");
        InclusionProof proof = new InclusionProof(
                Siblings.index(siblings, size), size, in.hash("leaf_hash"), siblings, in.hash("log_root"));
        return new LogProof(in.hash("leaf"), proof);
    }

    /** The entry's position in the tree, from 0. */
    public long index() {
        return proof.leafIndex();
    }

    /** Entries of the tree. */
    public long treeSize() {
        return proof.treeSize();
    }

    /** Whether {@link #leaf} is entry {@link #index} of a log with this root. Computed here; the node has no say. */
    public boolean verify(Hash root) {
        return fault(Optional.empty(), Optional.empty(), Optional.of(root)).isEmpty();
    }

    /**
     * Why this does not prove what was asked; empty if it does.
     *
     * @param askedId the contribution's id, where that was asked
     * @param askedIndex its index, where that was asked
     * @param knownRoot a root that the asker trusts; without one, only that the proof leads to the root it names
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
}
