package network.ian.tau.devnode;

import java.util.List;
import network.ian.tau.transaction.TauTransaction;

/** What a reorganisation does to the transactions of the blocks that it abandons. */
public enum Fate {

    /** They go back to the mempool: {@code queued}. */
    REQUEUED {
        @Override
        void befall(List<TauTransaction> abandoned, Mempool mempool) {
            mempool.addFirst(abandoned);
        }
    },

    /** They are lost: {@code evicted}. */
    DROPPED {
        @Override
        void befall(List<TauTransaction> abandoned, Mempool mempool) {
            abandoned.forEach(transaction -> mempool.drop(transaction.hash(), Mempool.Dropped.EVICTED));
        }
    },

    /** The first block of the new branch carries them: {@code confirmed}, in another block. */
    INCLUDED {
        @Override
        void befall(List<TauTransaction> abandoned, Mempool mempool) {}
    };

    abstract void befall(List<TauTransaction> abandoned, Mempool mempool);
}
