package network.ian.p2p.score;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import network.ian.core.runtime.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code peer_scores.json} and the scores in memory the same. One round is three steps, each after the other:
 * {@link #read} and {@link #write} block and belong on a worker, {@link #exchange} on the protocol's thread.
 */
public final class ScoreKeeper {

    /** How often {@link #poll} is meant to be called: an edit takes effect within about this. */
    public static final Duration POLL_EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ScoreKeeper.class);
    private static final long SAVE_EVERY_NANOS = 10_000_000_000L;
    private static final long SAVE_LATER_PER_PEER_NANOS = 1_000_000L;
    private static final int TRIES_TO_FLUSH = 3;

    private final Scoreboard board;
    private final ScoreFile file;
    private final MonotonicClock ticker;
    private final ScoreHistory history = new ScoreHistory();
    private final Moment nextSave = new Moment();
    private final Moment nextUrgentSave = new Moment();
    private boolean owed;
    private double savedAt;
    private CompletableFuture<Boolean> running = CompletableFuture.completedFuture(true);

    public ScoreKeeper(Scoreboard board, ScoreFile file, MonotonicClock ticker) {
        this.board = board;
        this.file = file;
        this.ticker = ticker;
    }

    /**
     * Runs a round unless one is running. The first one loads the file: a node should wait for it before it opens connections.
     *
     * @return whether all is well: false if the file is not to be understood now, or changed while it was to be written
     */
    public synchronized CompletableFuture<Boolean> poll(Executor protocol, Executor worker) {
        if (running.isDone()) {
            running = round(protocol, worker, false);
        }
        return running;
    }

    /** Saves what is not saved, as the last thing that the node does with its scores; true if the disk holds it. */
    public synchronized CompletableFuture<Boolean> flush(Executor protocol, Executor worker) {
        running = running.handle((saved, failure) -> false)
                .thenCompose(ignored -> flush(protocol, worker, TRIES_TO_FLUSH));
        return running;
    }

    /** Step 1, on a worker. */
    ScoreFile.Look read(boolean last) {
        return file.look(last);
    }

    /**
     * Step 2, on the protocol's thread: puts an operator's edit into force.
     *
     * @param last whether this is the node's last round: everything unsaved is to be written
     * @return what to write now, if anything
     */
    Optional<ScoreDocument> exchange(ScoreFile.Look look, boolean last) {
        look.reading().ifPresent(this::take);
        long now = ticker.nanos();
        boolean due = owed
                || look.state() == ScoreFile.State.LOST
                || (board.unsaved().urgent() && (last || !nextUrgentSave.ahead(now)))
                || (board.unsaved().changed() && (last || !nextSave.ahead(now)));
        if (look.state() == ScoreFile.State.UNSETTLED || !due) {
            return Optional.empty();
        }
        ScoreDocument document = board.document();
        if (Math.abs(document.savedAt() - savedAt) < 1e-3) {
            // Two documents with one name could not be told apart when one of them comes back edited.
            document = document.savedAt(savedAt + 1e-3);
        }
        savedAt = document.savedAt();
        board.unsaved().saving();
        owed = true;
        long forSize = document.peers().size() * SAVE_LATER_PER_PEER_NANOS;
        nextSave.in(now, SAVE_EVERY_NANOS + forSize);
        nextUrgentSave.in(now, Math.max(0, forSize / 5 - POLL_EVERY.toNanos()));
        return Optional.of(document);
    }

    /** Step 3, on a worker; false if the file changed meanwhile or the disk refuses: the next round tries again. */
    boolean write(ScoreDocument document) {
        boolean written = file.write(document);
        if (written) {
            owed = false;
            history.add(document);
        }
        return written;
    }

    private void take(ScoreCodec.Reading reading) {
        ScoreDocument base = history.base(reading.document().savedAt());
        ScoreDocument theirs = reading.over(base);
        board.merge(base, theirs);
        history.add(theirs);
    }

    private CompletableFuture<Boolean> flush(Executor protocol, Executor worker, int tries) {
        return round(protocol, worker, true)
                .thenCompose(saved -> saved || tries == 1
                        ? CompletableFuture.completedFuture(saved)
                        : flush(protocol, worker, tries - 1));
    }

    private CompletableFuture<Boolean> round(Executor protocol, Executor worker, boolean last) {
        return CompletableFuture.supplyAsync(() -> read(last), worker)
                .thenCompose(look -> CompletableFuture.supplyAsync(() -> exchange(look, last), protocol)
                        .thenApplyAsync(due -> due.map(this::write).orElse(settled(look)), worker))
                .exceptionally(this::failed);
    }

    private static boolean settled(ScoreFile.Look look) {
        return look.state() != ScoreFile.State.UNSETTLED;
    }

    private boolean failed(Throwable cause) {
        LOG.error("The scores of peers were not kept", cause);
        return false;
    }
}
