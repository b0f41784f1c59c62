package network.ian.tau.chain;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;

/** Takes a chain from disk: whatever a hash can tell is checked again, signatures are not. */
final class ChainLoader implements ChainStore.Loader {

    private final BlockVerifier verifier;
    private final ChainMemory memory;
    private final ChainLimits limits;

    ChainLoader(BlockVerifier verifier, ChainMemory memory, ChainLimits limits) {
        this.verifier = verifier;
        this.memory = memory;
        this.limits = limits;
    }

    @Override
    public boolean block(BlockHeader header) {
        int parent = memory.heightOf(header.previous());
        Hash hash = header.hash();
        if (parent < 0
                || header.number() != parent + 1L
                || !verifier.isPinned(header)
                || memory.heightOf(hash) >= 0
                || memory.size() > limits.blocks()) {
            return false;
        }
        memory.add(hash, header.previous());
        return true;
    }

    @Override
    public int ordinal(Hash block) {
        return memory.ordinal(block);
    }

    @Override
    public boolean anchor(BlockHeader header, AnchorProof proof, long offset) {
        Optional<CommitterTransaction> transaction = verifier.transaction(proof, header);
        transaction.ifPresent(carried ->
                memory.add(new VerifiedAnchor(header.hash(), header.timestampSeconds(), proof, carried), offset));
        return transaction.isPresent();
    }
}
