package network.ian.tau.devnode;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** What tests make a stand-in's chain do. Thread-safe; when a method returns, the next command sees the effect. */
public final class ChainLevers {

    private final Ledger ledger;
    private final IntConsumer waiting;

    /** @param waiting is told how many transactions wait after some came back */
    ChainLevers(Ledger ledger, IntConsumer waiting) {
        this.ledger = ledger;
        this.waiting = waiting;
    }

    /** Makes a block of what waits now; empty, and no block, if nothing can go into one. Expired transactions are dropped. */
    public Optional<TauBlock> mine() {
        return ledger.mine(false);
    }

    /** Makes {@code count} blocks, whether anything waits or not. Real nodes make no empty blocks. */
    public void mineAnyway(int count) {
        for (int i = 0; i < count; i++) {
            ledger.mine(true);
        }
    }

    /** Makes a block that carries the first waiting transaction with one more unsigned field; the original is rejected. */
    public Optional<TauBlock> mineTwin() {
        return ledger.mineTwin();
    }

    /**
     * Replaces the last {@code depth} blocks by a branch that is one block longer.
     *
     * @return the new head
     * @throws IllegalArgumentException unless 1 <= depth <= height
     */
    public TauBlock reorganise(int depth, Fate fate) {
        return fork(depth, depth + 1, fate);
    }

    /** As {@link #reorganise} by a branch that is as long, and wins by the smaller hash of its last block. */
    public TauBlock rival(int depth, Fate fate) {
        return fork(depth, depth, fate);
    }

    /**
     * Makes a branch that leaves the chain {@code depth} blocks before its head and ends below it: stored, never the best.
     *
     * @param depth 2 or more
     */
    public TauBlock abandonedFork(int depth) {
        return fork(depth, depth - 1, Fate.INCLUDED);
    }

    /** From now on nobody has any money, and nothing that costs some gets into a block. */
    public void drain() {
        ledger.drain(true);
    }

    /** Undoes {@link #drain}. */
    public void refill() {
        ledger.drain(false);
        waiting.accept(ledger.waiting().size());
    }

    /** Empties the mempool: what waited is {@code evicted}. */
    public void evict() {
        ledger.evict();
    }

    public TauBlock head() {
        return ledger.head();
    }

    /** The best chain from block 0 on, as it is, whatever lies are told. */
    public List<TauBlock> canonical() {
        return ledger.view().canonical();
    }

    /** Everything stored, abandoned forks included. */
    public List<TauBlock> stored() {
        return ledger.view().stored();
    }

    /** What waits for a block, in the order of arrival. */
    public List<TauTransaction> waiting() {
        return ledger.waiting();
    }

    private TauBlock fork(int depth, int length, Fate fate) {
        TauBlock last = ledger.fork(depth, length, fate);
        waiting.accept(ledger.waiting().size());
        return last;
    }
}
