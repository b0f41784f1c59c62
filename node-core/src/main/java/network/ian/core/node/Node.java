package network.ian.core.node;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.event.GoalEvents;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.FoldedFinalities;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.runtime.WorkerPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node without its network: goals, the way in, and what they publish. Opened by {@link NodeOpener}; the
 * modules above plug into {@link #ingress}, {@link #events} and the goals' views.
 */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration FINISH_DECIDING = Duration.ofSeconds(3);
    private static final Duration FINISH_WRITING = Duration.ofSeconds(4);

    private final NodeIdentity identity;
    private final Map<String, Goal> goals;
    private final Ingress ingress;
    private final GoalEvents events;
    private final WorkerPool workers;
    private final WorkerPool merging;
    private final Quota quota;
    private final SignatureVerifier signatures;
    private final FoldedFinalities finalities;
    private final StateKeeper keeper;
    private final DataDirectoryLock lock;
    private final MonotonicClock ticker;
    private final long startedNanos;

    Node(
            NodeIdentity identity,
            Collection<Goal> goals,
            Ingress ingress,
            NodeParts parts,
            FoldedFinalities finalities,
            StateKeeper keeper,
            DataDirectoryLock lock,
            MonotonicClock ticker) {
        this.identity = identity;
        this.goals = new TreeMap<>();
        goals.forEach(goal -> this.goals.put(goal.spec().goalId(), goal));
        this.ingress = ingress;
        this.events = parts.events();
        this.workers = parts.workers();
        this.merging = parts.merging();
        this.quota = parts.quota();
        this.signatures = parts.signatures();
        this.finalities = finalities;
        this.keeper = keeper;
        this.lock = lock;
        this.ticker = ticker;
        this.startedNanos = ticker.nanos();
    }

    public NodeIdentity identity() {
        return identity;
    }

    /** The goals by id, ascending. */
    public Collection<Goal> goals() {
        return Collections.unmodifiableCollection(goals.values());
    }

    public Optional<Goal> goal(String goalId) {
        return Optional.ofNullable(goals.get(goalId));
    }

    public Ingress ingress() {
        return ingress;
    }

    public GoalEvents events() {
        return events;
    }

    public WorkerPool workers() {
        return workers;
    }

    /** The one rule of validity of signatures, as configured. */
    public SignatureVerifier signatures() {
        return signatures;
    }

    /** Has {@code listener} called by a goal's writer after each change of its view; it must not wait, and is never let go. */
    public void onChange(Runnable listener) {
        events.onView(listener);
    }

    /** What is final of each goal. */
    public Finalities finalities() {
        return finalities;
    }

    public Quota quota() {
        return quota;
    }

    /** Nanoseconds since the node was opened. */
    public long uptimeNanos() {
        return ticker.nanos() - startedNanos;
    }

    /** Writes {@code node_state.json} and the leaderboards now. */
    public void saveState() {
        keeper.save();
    }

    /** Milliseconds since {@code node_state.json} was last in step with the goals; about 60,000 at most while saving works. */
    public long stateAgeMillis() {
        return keeper.ageMillis();
    }

    /** Finishes what was taken in for 7 s at most, saves the state and lets the data directory go. */
    @Override
    public void close() {
        workers.close(FINISH_DECIDING);
        // Its thread may wait for a writer, never the other way round.
        finalities.close();
        boolean clean = stopWriters();
        // With the writers gone nobody takes a merge over.
        merging.close(Duration.ZERO);
        keeper.close();
        lock.close();
        LOG.atInfo().addKeyValue("clean", clean).log(clean ? "Node stopped, state saved" : "Node stopped in haste");
    }

    private boolean stopWriters() {
        goals.values().forEach(goal -> goal.writer().ifPresent(GoalWriter::requestStop));
        long deadline = ticker.nanos() + FINISH_WRITING.toNanos();
        boolean clean = true;
        for (Goal goal : goals.values()) {
            long left = (deadline - ticker.nanos()) / 1_000_000;
            clean &= goal.writer().map(writer -> writer.awaitStop(left)).orElse(true);
        }
        return clean;
    }
}
