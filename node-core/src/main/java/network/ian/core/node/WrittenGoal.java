package network.ian.core.node;

import java.util.concurrent.CompletableFuture;
import network.ian.core.finality.AnchoredGoal;
import network.ian.core.finality.Freezing;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.LogView;

/** A goal's writer as finality sees it. */
record WrittenGoal(GoalSpec spec, GoalWriter writer) implements AnchoredGoal {

    @Override
    public LogView log() {
        return writer.view().log();
    }

    @Override
    public StoredEntry entry(long locator) {
        return writer.view().entries().entry(locator);
    }

    @Override
    public CompletableFuture<Answer> freeze(Freezing freezing) {
        return writer.freeze(freezing);
    }
}
