package network.ian.core.finality;

import java.util.concurrent.CompletableFuture;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.LogView;

/** A goal as finality sees it; implemented by the node. Thread-safe. */
public interface AnchoredGoal {

    /** What became of a change of the frozen prefix. */
    enum Answer {
        /** It is done and published. */
        DONE,
        /** It would change the order of entries, and no ranking over the new order came with it. Nothing has changed. */
        NEEDS_RANKING,
        /** Not now: too much waits, or the goal takes no changes. Nothing has changed. */
        REFUSED
    }

    GoalSpec spec();

    /** The log as it is now. */
    LogView log();

    /**
     * An entry from disk.
     *
     * @throws java.io.UncheckedIOException if it cannot be read, or is damaged
     */
    StoredEntry entry(long locator);

    /** Replaces the frozen prefix. Nobody else does. */
    CompletableFuture<Answer> freeze(Freezing freezing);
}
