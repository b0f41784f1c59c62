package network.ian.core.finality;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.view.Finality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds the anchors of all goals of a node on one thread. What waits for that thread is bounded: the latest chain of a goal replaces the one before. */
public final class FoldedFinalities implements Finalities, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FoldedFinalities.class);
    private static final long LOOK_AGAIN_SECONDS = 60;
    private static final long CLOSE_SECONDS = 3;
    private static final int MOST_QUESTIONS = 256;

    private final Map<Hash, FoldDesk> desks = new ConcurrentHashMap<>();
    private final MonotonicClock ticker;
    private final Map<Object, CompletableFuture<?>> questions = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, NamedThreads.daemon("finality"));
    private volatile PrefixSeeker seeker = PrefixSeeker.NONE;
    private volatile boolean stopping;

    /** Begins with what the goals start with. */
    public FoldedFinalities(Collection<FoldStart> starts, MonotonicClock ticker) {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        this.ticker = ticker;
        starts.forEach(this::add);
        // The desks answer for their own failures, so nobody needs the future.
        var unused = thread.scheduleWithFixedDelay(
                () -> desks.values().forEach(FoldDesk::lookAgain),
                LOOK_AGAIN_SECONDS,
                LOOK_AGAIN_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Folds the anchors of one more goal from now on. */
    public void add(FoldStart start) {
        FoldDesk desk = new FoldDesk(new GoalFold(start, ticker, () -> stopping), ticker, thread, () -> seeker);
        desks.put(desk.topic(), desk);
    }

    /** Looks whether entries that are new in a goal's log help an anchor that waits; returns at once. */
    public void logsChanged() {
        desks.values().forEach(FoldDesk::logChanged);
    }

    @Override
    public void settled(Hash topic, Finality.Source source, List<SettledAnchor> settled, int unsettled) {
        desk(topic).ifPresent(desk -> desk.settled(source, settled, unsettled));
    }

    @Override
    public Finality finality(Hash topic) {
        return desk(topic).map(FoldDesk::finality).orElse(Finality.NONE);
    }

    @Override
    public List<AnchorStanding> standings(Hash topic) {
        return desk(topic).map(desk -> desk.result().standings()).orElse(List.of());
    }

    @Override
    public int disagreements(Hash topic) {
        return desk(topic).map(FoldDesk::disagreements).orElse(0);
    }

    @Override
    public CompletableFuture<Optional<Proposal>> propose(Hash topic, List<SettledAnchor> unsettled, long beforeMs) {
        List<SettledAnchor> sent = List.copyOf(unsettled);
        return desk(topic)
                .map(desk -> ask(() -> desk.propose(sent, beforeMs), Optional.<Proposal>empty()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    @Override
    public CompletableFuture<Boolean> offer(Hash topic, PrefixWanted wanted, List<Hash> ids) {
        return desk(topic)
                .map(desk -> ask(() -> desk.offer(wanted, ids), true))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
    }

    @Override
    public void refused(Hash topic, Hash contributionId) {
        desk(topic).ifPresent(desk -> desk.refused(contributionId));
    }

    @Override
    public void seekThrough(PrefixSeeker network) {
        seeker = network;
        desks.values().forEach(FoldDesk::seekAgain);
    }

    /** Breaks off what runs; the goals' writers must still be there to end what waits for them. */
    @Override
    public void close() {
        stopping = true;
        // Never interrupted: an interrupt closes the journal's files for everybody.
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.atWarn().log("The fold of anchors did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        CancellationException end = new CancellationException("the node is stopping");
        questions.values().forEach(question -> question.completeExceptionally(end));
    }

    private Optional<FoldDesk> desk(Hash topic) {
        return Optional.ofNullable(desks.get(topic));
    }

    /** Has something answered on the thread; {@code otherwise} if too much waits. */
    @SuppressWarnings("CatchingUnchecked")
    private <T> CompletableFuture<T> ask(FoldDesk.Question<T> question, T otherwise) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (questions.size() >= MOST_QUESTIONS) {
            answer.complete(otherwise);
            return answer;
        }
        Object key = new Object();
        questions.put(key, answer);
        try {
            thread.execute(() -> {
                try {
                    answer.complete(question.answer());
                } catch (Exception | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new CancellationException("the node is stopping"));
        }
        return answer.whenComplete((value, failure) -> questions.remove(key));
    }
}
