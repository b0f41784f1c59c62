package network.ian.core.node;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchoredGoal;
import network.ian.core.finality.Freezing;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.state.GoalSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns a goal's ledger: takes what is admitted in groups, so that one fsync serves many, and publishes a
 * view after each group. Everything public is for other threads.
 */
final class GoalWriter {

    /** Most contributions that one fsync covers. */
    static final int MAX_GROUP = 512;

    /** Most tasks that wait for the writer. */
    static final int QUEUE_CAPACITY = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(GoalWriter.class);
    private static final long IDLE_POLL_MILLIS = 50;
    /** For catching up a group of many costs the disk as much as a group of one. */
    private static final long PATIENCE_MILLIS = 5;

    private static final long COMMAND_TIMEOUT_SECONDS = 30;

    private final Ledger ledger;
    private final MonotonicClock ticker;
    private final long patienceMillis;
    private final BlockingQueue<WriterTask> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile long lastBeatNanos;

    GoalWriter(Ledger ledger, MonotonicClock ticker) {
        this(ledger, ticker, PATIENCE_MILLIS);
    }

    /** @param patienceMillis how long history alone waits for more of it */
    GoalWriter(Ledger ledger, MonotonicClock ticker, long patienceMillis) {
        this.patienceMillis = patienceMillis;
        this.ledger = ledger;
        this.ticker = ticker;
        this.lastBeatNanos = ticker.nanos();
        this.thread = NamedThreads.daemon("goal-" + ledger.goalId()).newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /** False if the queue is full or the writer is stopping. */
    boolean offer(WriterTask task) {
        if (stopping || !queue.offer(task)) {
            return false;
        }
        if (task.urgent()) {
            hurry.release();
        }
        // The writer may have ended meanwhile. Whoever takes the task out of the queue then answers it.
        return !ended || !queue.remove(task);
    }

    GoalView view() {
        return ledger.view();
    }

    GoalHealth health() {
        return ledger.health();
    }

    /** Nanoseconds since the goal failed; 0 while it has not. */
    long failedNanos() {
        return ledger.failedNanos();
    }

    /** Folds the leaderboard anew on the owner thread; completes with false if the writer ends before. */
    CompletableFuture<Boolean> rankAnew() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable refused = () -> done.complete(false);
        WriterTask.Command command = new WriterTask.Command(
                () -> {
                    try {
                        ledger.rankAnew();
                        done.complete(true);
                    } finally {
                        // Only if that failed, which ends the goal.
                        done.complete(false);
                    }
                },
                refused);
        if (!offer(command)) {
            refused.run();
        }
        return done;
    }

    long bytesOnDisk() {
        return ledger.bytesOnDisk();
    }

    /** Nanoseconds since the loop last came round. */
    long silentNanos() {
        return ticker.nanos() - lastBeatNanos;
    }

    /** Tasks that wait, 0 to 4,096. */
    int queued() {
        return queue.size();
    }

    /** Drops a body on the owner thread. False if there is nothing to drop, or the writer does not answer in 30 s. */
    boolean dropBody(Hash contributionId) {
        CompletableFuture<Boolean> dropped = new CompletableFuture<>();
        if (!offer(new WriterTask.Command(
                () -> dropped.complete(ledger.dropBody(contributionId)), () -> dropped.complete(false)))) {
            return false;
        }
        try {
            return dropped.get(COMMAND_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Replaces the frozen prefix on the owner thread. */
    CompletableFuture<AnchoredGoal.Answer> freeze(Freezing freezing) {
        CompletableFuture<AnchoredGoal.Answer> answer = new CompletableFuture<>();
        Runnable refused = () -> answer.complete(AnchoredGoal.Answer.REFUSED);
        if (!offer(new WriterTask.Command(() -> freeze(freezing, answer), refused))) {
            refused.run();
        }
        return answer;
    }

    /** The state with everything that waits merged, between two groups and two takedowns; empty if the goal cannot say it. */
    CompletableFuture<Optional<GoalSnapshot>> cut(long rejected) {
        CompletableFuture<Optional<GoalSnapshot>> answer = new CompletableFuture<>();
        Runnable refused = () -> answer.complete(Optional.empty());
        if (!offer(new WriterTask.Command(() -> cut(rejected, answer), refused))) {
            refused.run();
        }
        return answer;
    }

    private void cut(long rejected, CompletableFuture<Optional<GoalSnapshot>> answer) {
        try {
            answer.complete(ledger.cut(rejected));
        } finally {
            // Only if that failed, which ends the goal.
            answer.complete(Optional.empty());
        }
    }

    private void freeze(Freezing freezing, CompletableFuture<AnchoredGoal.Answer> answer) {
        try {
            answer.complete(ledger.freeze(freezing));
        } finally {
            // Only if that failed, which ends the goal.
            answer.complete(AnchoredGoal.Answer.REFUSED);
        }
    }

    /** Takes no more and finishes what is queued; {@link #awaitStop} waits for it. */
    void requestStop() {
        stopping = true;
        hurry.release();
    }

    /** Whether the ledger was closed within {@code millis}. */
    boolean awaitStop(long millis) {
        try {
            // 0 would wait for ever.
            thread.join(Math.max(1, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        List<WriterTask> group = new ArrayList<>(MAX_GROUP);
        ledger.checkRoom();
        while (!stopping || !queue.isEmpty()) {
            lastBeatNanos = ticker.nanos();
            gather(group);
            work(group);
        }
        ended = true;
        refuseLatecomers();
        ledger.close();
    }

    private void refuseLatecomers() {
        List<WriterTask> late = new ArrayList<>();
        queue.drainTo(late);
        refuse(late);
        appends(late)
                .forEach(append ->
                        append.answer().complete(Answers.undecided(append.outcome(), "this node is stopping")));
    }

    /** Ends what somebody waits for, where it has not ended yet. */
    private static void refuse(List<WriterTask> tasks) {
        for (WriterTask task : tasks) {
            if (task instanceof WriterTask.Command command) {
                command.refused().run();
            }
        }
    }

    /** Takes what waits. Where it is history alone, more of it may come before anything else does. */
    private void gather(List<WriterTask> group) {
        hurry.drainPermits();
        group.clear();
        next().ifPresent(group::add);
        queue.drainTo(group, MAX_GROUP - group.size());
        if (!group.isEmpty()
                && group.size() < MAX_GROUP
                && !stopping
                && group.stream().noneMatch(WriterTask::urgent)) {
            linger();
            queue.drainTo(group, MAX_GROUP - group.size());
        }
    }

    private void linger() {
        try {
            hurry.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private Optional<WriterTask> next() {
        try {
            return Optional.ofNullable(queue.poll(IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the JVM's end; stop as asked, with the queue written.
            stopping = true;
            return Optional.empty();
        }
    }

    /** A bug in one group must not end the goal: its contributions are answered "undecided", the loop goes on. */
    @SuppressWarnings("CatchingUnchecked")
    private void work(List<WriterTask> group) {
        List<WriterTask.Append> appends = appends(group);
        try {
            for (WriterTask task : group) {
                if (task instanceof WriterTask.Command command) {
                    command.action().run();
                }
            }
            if (!appends.isEmpty()) {
                ledger.append(appends);
            }
            ledger.maintain();
        } catch (RuntimeException | Error e) {
            LOG.atError().addKeyValue("goal", ledger.goalId()).setCause(e).log("The goal's writer failed on a group");
            refuse(group);
            ledger.fail(e instanceof UncheckedIOException io ? words(io) : "an internal error: " + name(e), appends);
        }
    }

    private static String words(UncheckedIOException thrown) {
        return "the journal could not be read: " + thrown.getCause().getMessage();
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    private static List<WriterTask.Append> appends(List<WriterTask> tasks) {
        return tasks.stream()
                .filter(WriterTask.Append.class::isInstance)
                .map(WriterTask.Append.class::cast)
                .toList();
    }
}
