package network.ian.core.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import network.ian.core.crypto.SignatureVerifier;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.format.LeaderboardFormat;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.EntryRow;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.JournalPosition;
import network.ian.core.journal.JournalReader;
import network.ian.core.journal.JournalVerifier;
import network.ian.core.journal.Problem;
import network.ian.core.journal.StoredEntry;
import network.ian.core.projection.LeaderboardView;
import network.ian.core.runtime.OrderedWork;
import network.ian.core.runtime.WorkerPool;
import network.ian.core.state.GoalSnapshot;

/**
 * Checks everything that is stored of one goal: every byte of its journal, then every entry against the goal's rules, then
 * log and leaderboard against the snapshot, then the projections. Never writes. For one thread and one run.
 */
public final class GoalAudit {

    private static final int BATCH = 128;
    private static final int BATCHES_WAITING = 16;

    private final GoalSpec spec;
    private final Path directory;
    private final Path stateFile;
    private final Optional<GoalSnapshot> snapshot;
    private final boolean live;
    private final EntryCheck check;
    private final Optional<Evaluation> deep;
    private AuditFold fold;
    private final List<Problem> problems = new ArrayList<>();
    private final List<StoredEntry> batch = new ArrayList<>(BATCH);
    private long taken;

    /**
     * Ready to run.
     *
     * @param directory the goal's
     * @param stateFile where {@code snapshot} was read from
     * @param live whether a node writes the journal meanwhile: then it is read up to its last commit record
     * @param deep evaluates every body once more; empty: bodies are only compared with their hashes
     */
    public GoalAudit(
            GoalSpec spec,
            Path directory,
            Path stateFile,
            Optional<GoalSnapshot> snapshot,
            boolean live,
            SignatureVerifier signatures,
            Optional<Evaluation> deep) {
        this.spec = spec;
        this.directory = directory;
        this.stateFile = stateFile;
        this.snapshot = snapshot;
        this.live = live;
        this.check = new EntryCheck(spec, signatures);
        this.deep = deep;
    }

    /**
     * Reads and checks everything.
     *
     * @param pool for signatures and evaluations; used by nobody else meanwhile
     * @param progress told how many entries were read
     * @throws IOException if a directory cannot be listed
     */
    public GoalReport run(WorkerPool pool, LongConsumer progress) throws IOException {
        fold = new AuditFold(spec, entriesOf(snapshot), AuditedPrefix.of(spec, directory, snapshot));
        List<Problem> inEntries = new ArrayList<>();
        List<Problem> inJournal;
        try (JournalReader bodies = new JournalReader(directory, spec.goalId(), spec.topic())) {
            OrderedWork<List<Problem>> work = new OrderedWork<>(pool, BATCHES_WAITING, found -> add(inEntries, found));
            inJournal = journal(row -> take(row, bodies, work, progress));
            flush(bodies, work);
            work.finish();
        }
        add(problems, inJournal);
        add(problems, inEntries);
        AuditFold.State last = fold.last();
        last.duplicate()
                .ifPresent(
                        id -> say(Problem.Kind.DAMAGE, directory, "contribution " + id + " is in the journal twice"));
        // What is missing from a damaged journal changes every root: saying so would hide where the damage is.
        if (inJournal.stream().allMatch(problem -> problem.kind() == Problem.Kind.LEFTOVER)) {
            compareWithSnapshot(last);
        }
        return new GoalReport(
                spec.goalId(),
                last.logSize(),
                last.logRoot(),
                last.leaderboard().root(),
                problems);
    }

    private List<Problem> journal(EntrySink sink) throws IOException {
        Optional<JournalPosition> known =
                snapshot.map(GoalSnapshot::position).filter(position -> position.entries() > 0);
        return live
                ? JournalVerifier.verifyCommitted(directory, spec.goalId(), spec.topic(), known, sink)
                : JournalVerifier.verify(directory, spec.goalId(), spec.topic(), known, sink);
    }

    private void take(EntryRow row, JournalReader bodies, OrderedWork<List<Problem>> work, LongConsumer progress) {
        StoredEntry entry;
        try {
            entry = row.toStored();
        } catch (IllegalArgumentException e) {
            // Metrics that are no numbers: the journal's own check says so.
            return;
        }
        fold.add(entry);
        batch.add(entry);
        progress.accept(++taken);
        if (batch.size() == BATCH) {
            flush(bodies, work);
        }
    }

    private void flush(JournalReader bodies, OrderedWork<List<Problem>> work) {
        List<StoredEntry> entries = List.copyOf(batch);
        batch.clear();
        work.submit(() -> check(entries, bodies));
    }

    private List<Problem> check(List<StoredEntry> entries, JournalReader bodies) {
        Optional<BodyCheck> bodyCheck = deep.map(evaluation -> new BodyCheck(spec, evaluation, bodies));
        List<Problem> found = new ArrayList<>();
        for (StoredEntry entry : entries) {
            check.problem(entry).ifPresent(what -> found.add(bodies.problem(entry, what)));
            bodyCheck.flatMap(body -> body.problem(entry)).ifPresent(found::add);
        }
        return found;
    }

    private void compareWithSnapshot(AuditFold.State last) throws IOException {
        snapshot.ifPresent(known -> fold.earlier().ifPresent(then -> compare(known, then)));
        List<LeaderboardView> boards = new ArrayList<>(List.of(last.leaderboard()));
        fold.earlier().ifPresent(then -> boards.add(then.leaderboard()));
        boolean settled =
                !live && snapshot.isPresent() && entriesOf(snapshot) == last.logSize() && orderIsKnown(snapshot.get());
        Path file = LeaderboardFormat.file(directory);
        ProjectionCheck.problem(file, boards, settled).ifPresent(what -> say(Problem.Kind.PROJECTION, file, what));
    }

    private void compare(GoalSnapshot known, AuditFold.State then) {
        String records = "the first " + then.logSize() + " records of the journal give ";
        if (!known.topic().equals(spec.topic())) {
            sayOfState("topic is " + known.topic() + ", the goal's is " + spec.topic());
        }
        if (known.logSize() != then.logSize()) {
            sayOfState("log_size is " + known.logSize() + ", its journal position counts " + then.logSize());
        }
        if (!orderIsKnown(known)) {
            return;
        }
        if (!known.logRoot().equals(then.logRoot())) {
            sayOfState("log_root is " + known.logRoot() + ", " + records + then.logRoot());
        }
        if (!known.leaderboardRoot().equals(then.leaderboard().root())) {
            sayOfState("leaderboard_root is " + known.leaderboardRoot() + ", " + records
                    + then.leaderboard().root());
        }
    }

    /** Without the frozen prefix that it was taken with, a snapshot's roots say nothing: a node folds it anew. */
    private boolean orderIsKnown(GoalSnapshot known) {
        return known.anchor().isEmpty() || fold.prefixHolds();
    }

    private void sayOfState(String what) {
        say(Problem.Kind.STATE, stateFile, what);
    }

    private void say(Problem.Kind kind, Path file, String what) {
        add(problems, List.of(new Problem(file, 0, spec.goalId(), what, kind)));
    }

    private static int entriesOf(Optional<GoalSnapshot> snapshot) {
        return snapshot.map(known -> known.position().entries()).orElse(0);
    }

    private static void add(List<Problem> to, Collection<Problem> found) {
        found.stream().limit(GoalReport.MOST_PROBLEMS - to.size()).forEach(to::add);
    }
}
