package network.ian.tau.devnode;

import java.util.List;
import network.ian.tau.transaction.TauTransaction;

/** What a reorganisation does to the transactions of the blocks that it abandons. */
public enum Fate {

    /** They go back to the mempool: {@code queued}. */
    REQUEUED {
        @Override
        void befall(List<TauTransaction> left, Mempool mempool) {
            mempool.addFirst(left);
        }
    },

    /** They are lost: {@code evicted}. */
    DROPPED {
        @Override
        void befall(List<TauTransaction> left, Mempool mempool) {
            left.forEach(transaction -> mempool.drop(transaction.hash(), Mempool.Dropped.EVICTED));
        }
    },

    /** The first block of the new branch carries them, {@code confirmed} in another block; expired ones are queued. */
    INCLUDED {
        @Override
        void befall(List<TauTransaction> left, Mempool mempool) {
            mempool.addFirst(left);
        }
    };

    /** Does it to what the new branch does not carry. */
    abstract void befall(List<TauTransaction> left, Mempool mempool);
}
