package network.ian.core.node;

import java.util.concurrent.CompletableFuture;
import network.ian.core.contribution.Contribution;
import network.ian.core.ingest.Entrance;
import network.ian.core.ingest.Outcome;

/** What waits in a goal writer's queue. */
sealed interface WriterTask {

    /**
     * A contribution on its way into the journal.
     *
     * @param unsignedHere whether a client posted it here without a signature; only such a one can repeat an earlier pair of
     *     contributor and pack, because what another node has sponsored is in that node's set and must get into this one
     * @param entrance nobody waits for an entry of history, so a few milliseconds more may pass before it is durable
     * @param outcome accepted, with metrics and score, without a log index
     * @param answer completed once the entry is durable, or could not be made so
     */
    record Append(
            Contribution contribution,
            boolean unsignedHere,
            Entrance entrance,
            Outcome outcome,
            CompletableFuture<Outcome> answer)
            implements WriterTask {

        @Override
        public boolean urgent() {
            return entrance == Entrance.DOOR;
        }
    }

    /**
     * Something else that only the owner thread may do.
     *
     * @param refused run instead if the writer ends before
     */
    record Command(Runnable action, Runnable refused) implements WriterTask {

        /** What nobody waits for. */
        Command(Runnable action) {
            this(action, () -> {});
        }

        @Override
        public boolean urgent() {
            return true;
        }
    }

    /** Whether somebody waits for it. */
    boolean urgent();
}
