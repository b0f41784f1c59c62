package network.ian.tau.devnode;

import java.time.Clock;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** Proposes blocks. Every block that it makes differs from all that it made before. */
final class BlockMaker {

    private static final int MOST_ATTEMPTS = 1 << 22;

    private final Clock clock;
    private long salt;

    /** @param salt higher than any that the chain's blocks were made with, e.g. their number */
    BlockMaker(Clock clock, long salt) {
        this.clock = clock;
        this.salt = salt;
    }

    TauBlock over(TauBlock parent, List<TauTransaction> transactions, Accounts after) {
        return sign(WorthlessKeys.VALIDATOR, next(parent, transactions, after), transactions);
    }

    /** As {@link #over}, with a hash smaller than {@code rival}, so that it wins at equal height. */
    TauBlock overBeating(Hash rival, TauBlock parent, List<TauTransaction> transactions, Accounts after) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            BlockHeader header = next(parent, transactions, after);
            if (header.hash().compareTo(rival) < 0) {
                return sign(WorthlessKeys.VALIDATOR, header, transactions);
            }
        }
        throw new IllegalStateException("found no block whose hash is below " + rival);
    }

    private BlockHeader next(TauBlock parent, List<TauTransaction> transactions, Accounts after) {
        salt++;
        return header(
                parent.header().number() + 1,
                parent.header().hash(),
                Math.max(parent.header().timestampSeconds(), clock.instant().getEpochSecond()),
                ids(transactions),
                WorthlessKeys.VALIDATOR.publicKey().bytes(),
                after.hash(salt));
    }

    static BlockHeader header(
            long number, Hash previous, long timestampSeconds, List<Hash> ids, Bytes proposer, Hash stateHash) {
        return new BlockHeader(number, previous, timestampSeconds, TransactionTree.root(ids), proposer, stateHash);
    }

    /** A block whose proof is {@code key}'s signature, whomever the header names. */
    static TauBlock sign(BlsSecretKey key, BlockHeader header, List<TauTransaction> transactions) {
        Hash hash = header.hash();
        Bytes proof = key.sign(Bytes.wrap(hash.toArray()));
        return new TauBlock(header, hash, proof, ids(transactions), transactions);
    }

    static List<Hash> ids(List<TauTransaction> transactions) {
        return transactions.stream().map(TauTransaction::hash).toList();
    }
}
