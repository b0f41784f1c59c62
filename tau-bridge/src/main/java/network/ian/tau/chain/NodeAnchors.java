package network.ian.tau.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/**
 * Finds a goal's anchors in a block that a node shows. Only the committer's transactions are looked at; of the others the
 * claimed hashes are leaves of the tree, which has to have the header's root.
 */
final class NodeAnchors {

    private final BlockVerifier verifier;
    private final ChainMemory memory;

    NodeAnchors(BlockVerifier verifier, ChainMemory memory) {
        this.verifier = verifier;
        this.memory = memory;
    }

    /** The anchors that are verified and not known yet. */
    List<VerifiedAnchor> in(TauBlock block, Hash hash) {
        List<Hash> ids = block.transactionIds();
        List<Integer> places = places(block, hash);
        if (places.isEmpty() || !TransactionTree.root(ids).equals(block.header().merkleRoot())) {
            return List.of();
        }
        List<VerifiedAnchor> anchors = new ArrayList<>();
        for (int place : places) {
            Bytes canonical = block.transactions().get(place).canonical();
            if (Sha256.of(canonical.view()).equals(ids.get(place))) {
                AnchorProof proof = new AnchorProof(place, TransactionTree.path(ids, place), canonical);
                verifier.transaction(proof, block.header())
                        .filter(verifier::isSigned)
                        .ifPresent(carried -> anchors.add(
                                new VerifiedAnchor(hash, block.header().timestampSeconds(), proof, carried)));
            }
        }
        return anchors;
    }

    /** Where unknown transactions of the committer stand, each once. */
    private List<Integer> places(TauBlock block, Hash hash) {
        List<TauTransaction> transactions = block.transactions();
        String committer = verifier.committer().hex();
        if (transactions.size() != block.transactionIds().size()
                || transactions.stream().noneMatch(any -> any.sender().equals(committer))) {
            return List.of();
        }
        List<Integer> places = new ArrayList<>();
        Set<Hash> seen = new HashSet<>();
        for (int i = 0; i < transactions.size(); i++) {
            Hash id = block.transactionIds().get(i);
            if (transactions.get(i).sender().equals(committer) && seen.add(id) && !memory.hasAnchor(hash, id)) {
                places.add(i);
            }
        }
        return places;
    }
}
