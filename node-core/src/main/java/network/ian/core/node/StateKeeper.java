package network.ian.core.node;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import network.ian.core.runtime.NamedThreads;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves {@code node_state.json} once a minute and at the end; a failed save is said and tried again. Thread-safe. */
final class StateKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);
    private static final long PERIOD_SECONDS = 60;

    private final Collection<Goal> goals;
    private final NodeStateFile file;
    private final LeaderboardFile leaderboards;
    private final Clock clock;
    /** What the files hold, or shall hold once {@link #unsaved} is mended. */
    private final Map<String, GoalSnapshot> last;

    private boolean unsaved;
    private volatile long savedAtMs;
    private volatile Optional<String> problem = Optional.empty();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(NamedThreads.daemon("state"));

    /** @param goals a view that may grow */
    StateKeeper(
            Collection<Goal> goals,
            NodeStateFile file,
            LeaderboardFile leaderboards,
            Clock clock,
            Map<String, GoalSnapshot> before) {
        this.goals = goals;
        this.file = file;
        this.leaderboards = leaderboards;
        this.clock = clock;
        this.last = new TreeMap<>(before);
        this.savedAtMs = clock.millis();
    }

    /** Saves now, so that the file is there as long as the node is, and then once a minute. */
    void start() {
        saveOrSay();
        // It answers for its own failures, so nobody needs the future.
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::saveOrSay, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Saves now what changed. A damaged goal keeps the snapshot that convicts it.
     *
     * @throws IOException if the disk did not take all of it; it is tried again within a minute
     */
    synchronized void save() throws IOException {
        try {
            for (Goal goal : goals) {
                unsaved |= refresh(goal);
            }
            if (unsaved) {
                file.write(last, clock.millis());
                unsaved = false;
            }
            savedAtMs = clock.millis();
            problem = Optional.empty();
        } catch (IOException | RuntimeException e) {
            problem = Optional.of("the state could not be saved: " + e.getMessage());
            LOG.atWarn().setCause(e).addKeyValue("file", file.path()).log("State not saved, will try again");
            throw e;
        }
    }

    /** Milliseconds since the files were last in step with the goals, or since the start if they have not been yet. */
    long ageMillis() {
        return Math.max(0, clock.millis() - savedAtMs);
    }

    /** Why the last attempt failed, in words; empty if all is on the disk. */
    Optional<String> unsavedBecause() {
        return problem;
    }

    /** Writes a goal's leaderboard whatever the file shows; false if the goal answers nothing. */
    synchronized boolean writeLeaderboard(Goal goal) throws IOException {
        Optional<GoalView> view = goal.view();
        if (view.isPresent()) {
            leaderboards.write(goal.spec(), view.get());
        }
        return view.isPresent();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        saveOrSay();
    }

    /** As {@link #save}; a failure is said and tried again within a minute. */
    void saveOrSay() {
        try {
            save();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Said already", e);
        }
    }

    private boolean refresh(Goal goal) throws IOException {
        // With entries waiting for a merge the log is not what a restart would build from the journal.
        Optional<GoalView> view = goal.view().filter(v -> v.pending() == 0);
        if (view.isEmpty()) {
            return false;
        }
        GoalSnapshot now =
                view.get().snapshot(goal.spec().topic(), goal.counters().rejected());
        GoalSnapshot before = last.get(goal.spec().goalId());
        if (before == null || !before.leaderboardRoot().equals(now.leaderboardRoot())) {
            leaderboards.write(goal.spec(), view.get());
        }
        last.put(goal.spec().goalId(), now);
        return !now.equals(before);
    }
}
