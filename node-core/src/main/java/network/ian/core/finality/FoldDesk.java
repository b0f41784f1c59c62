package network.ian.core.finality;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.view.Finality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for the finality thread of one goal: at most one fold now, one later. Thread-safe but where it says otherwise. */
final class FoldDesk {

    private static final Logger LOG = LoggerFactory.getLogger(FoldDesk.class);
    private static final long SHORTEST_PAUSE_NANOS = 100_000_000L;
    private static final long REFUSED_PAUSE_NANOS = 1_000_000_000L;
    /** So that a log that fills entry by entry costs at most a tenth of a processor. */
    private static final long PAUSE_FACTOR = 10;

    private static final int MOST_DOUBLINGS = 6;

    private final GoalFold fold;
    private final MonotonicClock ticker;
    private final ScheduledExecutorService thread;
    private final Supplier<PrefixSeeker> seeker;
    private final AtomicReference<Told> told = new AtomicReference<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicBoolean later = new AtomicBoolean();
    private volatile long pauseUntil;
    /** In a row; for the thread. */
    private int failures;

    private volatile LogView tried;

    private record Told(Finality.Source source, List<SettledAnchor> settled, int unsettled) {}

    /** Something that only the thread may answer. */
    @FunctionalInterface
    interface Question<T> {
        T answer() throws IOException;
    }

    FoldDesk(GoalFold fold, MonotonicClock ticker, ScheduledExecutorService thread, Supplier<PrefixSeeker> seeker) {
        this.fold = fold;
        this.ticker = ticker;
        this.thread = thread;
        this.seeker = seeker;
        this.pauseUntil = ticker.nanos();
    }

    Hash topic() {
        return fold.goal().spec().topic();
    }

    FoldResult result() {
        return fold.result();
    }

    Finality finality() {
        FoldResult now = fold.result();
        if (now.source() == Finality.Source.NONE) {
            return Finality.NONE;
        }
        LogView log = fold.goal().log();
        return new Finality(now.source(), log.frozenSize(), log.rootAt(log.frozenSize()), now.pending());
    }

    int disagreements() {
        return fold.result().disagreements(ticker.nanos());
    }

    void settled(Finality.Source source, List<SettledAnchor> settled, int unsettled) {
        told.set(new Told(source, List.copyOf(settled), unsettled));
        soon();
    }

    void refused(Hash contributionId) {
        execute(() -> {
            fold.refused(contributionId);
            soon();
        });
    }

    void seekAgain() {
        execute(() -> fold.seekAgain(seeker.get()));
    }

    void lookAgain() {
        if (fold.result().waits()) {
            soon();
        }
    }

    void logChanged() {
        if (fold.result().waits() && fold.goal().log() != tried && later.compareAndSet(false, true)) {
            after(Math.max(0, pauseUntil - ticker.nanos()));
        }
    }

    /** For the thread. */
    Optional<Proposal> propose(List<SettledAnchor> sent, long beforeMs) throws IOException {
        takeTold();
        return fold.propose(sent, beforeMs);
    }

    /** For the thread. */
    boolean offer(PrefixWanted wanted, List<Hash> ids) {
        boolean right = fold.offer(wanted, ids);
        if (right) {
            soon();
        }
        return right;
    }

    private void soon() {
        if (queued.compareAndSet(false, true)) {
            execute(() -> {
                queued.set(false);
                work();
            });
        }
    }

    private void after(long nanos) {
        try {
            // work() answers for its own failures.
            var unused = thread.schedule(
                    () -> {
                        later.set(false);
                        work();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            later.set(false);
        }
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("The node is stopping");
        }
    }

    private void takeTold() {
        Told latest = told.getAndSet(null);
        if (latest != null) {
            fold.settled(latest.source, latest.settled, latest.unsettled);
        }
    }

    private void work() {
        long started = ticker.nanos();
        tried = fold.goal().log();
        boolean done = false;
        try {
            takeTold();
            done = fold.fold(seeker.get());
            failures = 0;
        } catch (CancellationException e) {
            return;
        } catch (RuntimeException | Error e) {
            failures++;
            say(e);
        }
        long ended = ticker.nanos();
        pauseUntil = ended + Math.max(SHORTEST_PAUSE_NANOS, PAUSE_FACTOR * (ended - started));
        if (!done && later.compareAndSet(false, true)) {
            long pause = REFUSED_PAUSE_NANOS << Math.min(failures, MOST_DOUBLINGS);
            after(Math.max(pause, PAUSE_FACTOR * (ended - started)));
        }
    }

    /** A disk that is damaged fails each time: that is said ever less often. */
    private void say(Throwable failure) {
        if (Integer.bitCount(failures) == 1) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("goal", fold.goal().spec().goalId())
                    .addKeyValue("failures", failures)
                    .log("Anchors could not be folded, will try again");
        }
    }
}
