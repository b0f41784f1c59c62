package network.ian.tau.chain;

import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.bls.BlsPublicKey;

/** What a goal's spec demands of blocks and of anchors in them. Thread-safe. */
final class BlockVerifier {

    private final AnchorKeys keys;
    private final ProposerSignatures signatures;

    BlockVerifier(AnchorKeys keys, ProposerSignatures signatures) {
        this.keys = keys;
        this.signatures = signatures;
    }

    BlsPublicKey committer() {
        return keys.committer();
    }

    AnchorKeys keys() {
        return keys;
    }

    /** Whether a validator of the spec proposed the block; says nothing of the signature. */
    boolean isPinned(BlockHeader header) {
        return keys.validator(header.proposer()) >= 0;
    }

    /** Whether a validator of the spec signed the block. */
    boolean isSigned(BlockHeader header, Hash hash, Bytes proof) {
        int validator = keys.validator(header.proposer());
        return validator >= 0 && signatures.verify(keys.validators().get(validator), hash, proof);
    }

    /** The transaction, if it stands in the block; who signed it is not asked. */
    Optional<CommitterTransaction> transaction(AnchorProof proof, BlockHeader header) {
        return proof.leadsTo(header.merkleRoot()) ? CommitterTransaction.read(proof.transaction()) : Optional.empty();
    }

    /** Whether the committer of the spec signed the transaction. */
    boolean isSigned(CommitterTransaction transaction) {
        return transaction.transaction().isSignedBy(keys.committer());
    }
}
