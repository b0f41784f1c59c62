package network.ian.tau.devnode;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.NamedThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When blocks are made: some time after a transaction arrived, sooner when ten wait; with empty blocks, at every tick. */
final class BlockTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlockTimer.class);
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final int MANY = 10;
    private static final long PATIENCE_SECONDS = 10;

    private final Ledger ledger;
    private final Duration every;
    private final boolean emptyBlocks;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, NamedThreads.daemon("tau-dev-blocks"), new ThreadPoolExecutor.DiscardPolicy());
    private ScheduledFuture<?> due;

    /** @param every zero: no block is made but by {@link ChainLevers} */
    BlockTimer(Ledger ledger, Duration every, boolean emptyBlocks) {
        this.ledger = ledger;
        this.every = every;
        this.emptyBlocks = emptyBlocks;
    }

    synchronized void start() {
        if (emptyBlocks && !every.isZero()) {
            due = thread.scheduleAtFixedRate(this::mine, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Says that this many transactions wait. */
    synchronized void waiting(int transactions) {
        if (transactions == 0 || emptyBlocks || every.isZero()) {
            return;
        }
        Duration wait = transactions >= MANY && every.compareTo(BUSY) > 0 ? BUSY : every;
        if (due != null) {
            if (due.getDelay(TimeUnit.NANOSECONDS) <= wait.toNanos()) {
                return;
            }
            due.cancel(false);
        }
        due = thread.schedule(this::tick, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        synchronized (this) {
            due = null;
        }
        mine();
        waiting(ledger.waiting().size());
    }

    private void mine() {
        try {
            ledger.mine(emptyBlocks);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The Tau stand-in could not make a block");
        }
    }

    /** Lets a block that is being made be finished. */
    @Override
    public void close() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.atWarn().log("The Tau stand-in still makes a block");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
