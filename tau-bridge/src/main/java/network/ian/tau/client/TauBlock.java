package network.ian.tau.client;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.transaction.TauTransaction;

/**
 * A block as a node shows it; nothing of it is verified.
 *
 * @param claimedHash {@code block_hash}
 * @param proof {@code consensus_proof}: the proposer's signature, 96 bytes
 * @param transactionIds {@code tx_ids}, in the block's order
 * @param transactions in the same order
 */
public record TauBlock(
        BlockHeader header,
        Hash claimedHash,
        Bytes proof,
        List<Hash> transactionIds,
        List<TauTransaction> transactions) {

    public TauBlock {
        transactionIds = List.copyOf(transactionIds);
        transactions = List.copyOf(transactions);
    }
}
