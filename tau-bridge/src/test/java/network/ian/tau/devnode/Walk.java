package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** A reader that trusts nothing: what it finds wrong with a chain that starts at the stand-in's block 0. */
final class Walk {

    private Walk() {}

    static void verifies(List<TauBlock> chain) {
        assertThat(firstFault(chain)).isEmpty();
    }

    static Optional<String> firstFault(List<TauBlock> chain) {
        if (!chain.get(0).header().hash().equals(DevNode.BLOCK_0)) {
            return Optional.of("block 0");
        }
        TreeMap<String, Long> sequences = new TreeMap<>();
        for (int number = 1; number < chain.size(); number++) {
            TauBlock block = chain.get(number);
            Optional<String> fault = fault(block, number, chain.get(number - 1).claimedHash());
            if (fault.isPresent()) {
                return fault;
            }
            for (TauTransaction transaction : block.transactions()) {
                if (!isSigned(transaction)) {
                    return Optional.of("signature");
                }
                long next = sequences.merge(transaction.sender(), 1L, Long::sum) - 1;
                if (transaction.sequence() != next) {
                    return Optional.of("sequence");
                }
                if (transaction.expirationSeconds() < block.header().timestampSeconds()) {
                    return Optional.of("expiry");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(TauBlock block, int number, Hash parent) {
        List<Hash> ids = block.transactions().stream().map(TauTransaction::hash).toList();
        if (!block.header().previous().equals(parent) || block.header().number() != number) {
            return Optional.of("link");
        }
        if (!block.header().hash().equals(block.claimedHash())) {
            return Optional.of("block hash");
        }
        if (!ids.equals(block.transactionIds())) {
            return Optional.of("tx ids");
        }
        if (!TransactionTree.root(ids).equals(block.header().merkleRoot())) {
            return Optional.of("merkle root");
        }
        return block.header().isSignedBy(DevNode.VALIDATOR, block.proof()) ? Optional.empty() : Optional.of("proposer");
    }

    private static boolean isSigned(TauTransaction transaction) {
        return transaction.isSignedBy(BlsPublicKey.fromHex("sender", transaction.sender()));
    }
}
