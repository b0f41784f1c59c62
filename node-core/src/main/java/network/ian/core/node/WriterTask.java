package network.ian.core.node;

import java.util.concurrent.CompletableFuture;
import network.ian.core.contribution.Contribution;
import network.ian.core.ingest.Outcome;

/** What waits in a goal writer's queue. */
sealed interface WriterTask {

    /**
     * A contribution on its way into the journal.
     *
     * @param outcome accepted, with metrics and score, without a log index
     * @param answer completed once the entry is durable, or could not be made so
     */
    record Append(Contribution contribution, Outcome outcome, CompletableFuture<Outcome> answer)
            implements WriterTask {}

    /** Something else that only the owner thread may do. */
    record Command(Runnable action) implements WriterTask {}
}
