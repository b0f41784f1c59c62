package network.ian.core.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.event.GoalEvents;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.FoldedFinalities;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.identity.NodeIdentity;
import network.ian.core.runtime.FairPool;
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
    private final ServedGoals goals;
    private final GoalIntake intake;
    private final Ingress ingress;
    private final NodeParts parts;
    private final FoldedFinalities finalities;
    private final OpenDirectory directory;
    private final long startedNanos;

    Node(
            NodeIdentity identity,
            ServedGoals goals,
            GoalIntake intake,
            Ingress ingress,
            NodeParts parts,
            FoldedFinalities finalities,
            OpenDirectory directory) {
        this.identity = identity;
        this.goals = goals;
        this.intake = intake;
        this.ingress = ingress;
        this.parts = parts;
        this.finalities = finalities;
        this.directory = directory;
        this.startedNanos = parts.ticker().nanos();
    }

    public NodeIdentity identity() {
        return identity;
    }

    /** The goals by id, ascending: a live view, in which goals appear that are added later. None ever leaves it. */
    public Collection<Goal> goals() {
        return goals.all();
    }

    /** Most goals that the node takes; what was stored at its start may be more. */
    public int goalLimit() {
        return intake.limit();
    }

    /**
     * Takes a goal while the node runs. When it is {@linkplain GoalOffer.Taken taken}, its specification is on the disk, it serves, and
     * the listeners were called. Goals are taken one after the other.
     *
     * @throws MalformedException naming the field, data set or setting that does not fit this node; nothing was changed
     * @throws IOException if the disk refuses; offering it again, or a restart, takes it up where that stopped
     */
    public GoalOffer offerGoal(GoalSpec spec) throws IOException {
        return intake.offer(spec);
    }

    /**
     * As {@link #offerGoal}, for callers to whom a refusal is an error.
     *
     * @return the goal, which may have been there by the same topic
     * @throws MalformedException also if the goal id stands for another topic
     * @throws IllegalStateException if the node has its most goals, or no disk left, or is stopping
     */
    public Goal addGoal(GoalSpec spec) throws IOException {
        GoalOffer offer = intake.offer(spec);
        if (offer instanceof GoalOffer.Taken taken) {
            return taken.goal();
        }
        if (offer instanceof GoalOffer.Conflict conflict) {
            throw new MalformedException("goal_id", conflict.detail());
        }
        throw new IllegalStateException(((GoalOffer.NoRoom) offer).detail());
    }

    /**
     * Has {@code listener} called for each goal that is added from now on, once it serves, on the adder's thread; it must not
     * wait, and is never let go. Whoever wants all goals registers first and then reads {@link #goals}: one that is added in between comes
     * twice.
     */
    public void onGoalAdded(Consumer<Goal> listener) {
        intake.onAdded(listener);
    }

    /** Goals that are stored here and cannot be served, because what they are about cannot be read. */
    public List<UnreadableGoal> unreadableGoals() {
        return intake.unreadable();
    }

    public Optional<Goal> goal(String goalId) {
        return goals.find(goalId);
    }

    public Ingress ingress() {
        return ingress;
    }

    public GoalEvents events() {
        return parts.events();
    }

    public WorkerPool workers() {
        return parts.lanes().workers();
    }

    /** Evaluates for goals whose evaluations may take seconds. */
    public FairPool agentWorkers() {
        return parts.lanes().agents();
    }

    /** The one rule of validity of signatures, as configured. */
    public SignatureVerifier signatures() {
        return parts.signatures();
    }

    /** Has {@code listener} called by a goal's writer after each change of its view; it must not wait, and is never let go. */
    public void onChange(Runnable listener) {
        parts.events().onView(listener);
    }

    /** What is final of each goal. */
    public Finalities finalities() {
        return finalities;
    }

    public Quota quota() {
        return parts.quota();
    }

    /** Nanoseconds since the node was opened. */
    public long uptimeNanos() {
        return parts.ticker().nanos() - startedNanos;
    }

    /**
     * Writes {@code node_state.json} and the leaderboards now.
     *
     * @throws IOException if the disk did not take all of it; it is tried again within a minute
     */
    public void saveState() throws IOException {
        directory.keeper().save();
    }

    /** Milliseconds since {@code node_state.json} was last in step with the goals; about 60,000 at most while saving works. */
    public long stateAgeMillis() {
        return directory.keeper().ageMillis();
    }

    /** Why the state could not be saved the last time, in words; empty if it could. No entry is at risk: those are in the journals. */
    public Optional<String> unsavedBecause() {
        return directory.keeper().unsavedBecause();
    }

    /**
     * Folds a goal's leaderboard anew from the journal, compares it with the one that is served, and writes its snapshot.
     * Takes seconds for a million entries; nothing else waits for it.
     *
     * @return empty if the goal answers nothing, because it is damaged
     * @throws IOException if the snapshot cannot be written
     * @throws java.io.UncheckedIOException if the journal cannot be read
     */
    public Optional<RebuiltProjection> rebuildProjection(Goal goal) throws IOException {
        Optional<RebuiltProjection> rebuilt = ProjectionRebuild.run(goal);
        directory.keeper().writeLeaderboard(goal);
        return rebuilt;
    }

    /** Finishes what was taken in for 7 s at most, saves the state and lets the data directory go. */
    @Override
    public void close() {
        intake.close();
        parts.lanes().close(FINISH_DECIDING);
        // Its thread may wait for a writer, never the other way round.
        finalities.close();
        boolean clean = stopWriters();
        // With the writers gone nobody takes a merge over.
        parts.merging().close(Duration.ZERO);
        directory.close();
        LOG.atInfo().addKeyValue("clean", clean).log(clean ? "Node stopped, state saved" : "Node stopped in haste");
    }

    private boolean stopWriters() {
        goals.all().forEach(goal -> goal.writer().ifPresent(GoalWriter::requestStop));
        long deadline = parts.ticker().nanos() + FINISH_WRITING.toNanos();
        boolean clean = true;
        for (Goal goal : goals.all()) {
            long left = (deadline - parts.ticker().nanos()) / 1_000_000;
            clean &= goal.writer().map(writer -> writer.awaitStop(left)).orElse(true);
        }
        return clean;
    }
}
