package network.ian.core.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.config.NodeConfig;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.Evaluator;
import network.ian.core.file.OwnerOnly;
import network.ian.core.finality.FoldStart;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.ingest.Judge;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalException;
import network.ian.core.journal.JournalOptions;
import network.ian.core.log.IdSalt;
import network.ian.core.log.MergeSchedule;
import network.ian.core.state.GoalSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one goal from disk to life: journal, replay, the check against the snapshot, writer. */
final class GoalOpener {

    private static final Logger LOG = LoggerFactory.getLogger(GoalOpener.class);

    private final NodeConfig config;
    private final NodeEnvironment environment;
    private final GoalCatalog catalog;
    private final NodeParts parts;

    GoalOpener(NodeConfig config, NodeEnvironment environment, GoalCatalog catalog, NodeParts parts) {
        this.config = config;
        this.environment = environment;
        this.catalog = catalog;
        this.parts = parts;
    }

    /**
     * Opens a goal; its writer is not started yet. Damage makes a goal that says so.
     *
     * @param snapshot of an earlier run; one without entries says nothing of a goal that was made anew with another topic
     * @throws IOException if the directory cannot be read or written
     */
    Goal open(GoalSpec spec, Evaluation evaluation, Optional<GoalSnapshot> snapshot) throws IOException {
        Optional<GoalSnapshot> known =
                snapshot.filter(s -> s.logSize() > 0 || s.topic().equals(spec.topic()));
        return opened(spec, evaluation, known);
    }

    private Goal opened(GoalSpec spec, Evaluation evaluation, Optional<GoalSnapshot> snapshot) throws IOException {
        Evaluator evaluator = new Evaluator(
                evaluation, environment.ticker(), config.evaluation().wallTime().toNanos());
        Judge judge = new Judge(spec, parts.signatures(), evaluator);
        GoalCounters counters =
                new GoalCounters(snapshot.map(GoalSnapshot::rejected).orElse(0L));
        try {
            return serving(spec, judge, counters, snapshot);
        } catch (JournalException | RootMismatchException | MalformedException | IllegalArgumentException e) {
            // The latter two: a record with a good checksum that no version of this program would have written.
            LOG.atError().addKeyValue("goal", spec.goalId()).log("The goal is not served: {}", e.getMessage());
            return Goal.damaged(spec, judge, counters, e.getMessage());
        }
    }

    private Goal serving(GoalSpec spec, Judge judge, GoalCounters counters, Optional<GoalSnapshot> snapshot)
            throws IOException, RootMismatchException {
        Path directory = OwnerOnly.directories(catalog.directory(spec));
        GoalStart.Parameters parameters = new GoalStart.Parameters(
                options(snapshot),
                IdSalt.from(environment.entropy()),
                environment.entropy().nextLong());
        long started = environment.ticker().nanos();
        GoalStart start = GoalStart.from(directory, spec, snapshot, parameters);
        GoalWriter writer = writer(spec, start, started);
        FoldStart fold = new FoldStart(
                new WrittenGoal(spec, writer),
                start.segments(),
                start.frozen(),
                start.state().prefixStanding(),
                start.anchor());
        return Goal.serving(spec, judge, counters, writer, fold);
    }

    private GoalWriter writer(GoalSpec spec, GoalStart start, long started) {
        Journal journal = start.journal();
        Replay.Result state = start.state();
        Projector projector = new Projector(
                spec, state.log(), state.leaderboard(), state.sponsored(), journal, parts.events(), start.anchor());
        DeepMerges merges =
                new DeepMerges(state.log(), new MergeSchedule(environment.ticker()::nanos), parts.merging());
        say(spec, journal, projector, started);
        Ledger ledger = new Ledger(
                spec.goalId(),
                journal,
                projector,
                merges,
                parts.quota(),
                environment.telemetry(),
                environment.ticker());
        return new GoalWriter(ledger, environment.ticker());
    }

    private JournalOptions options(Optional<GoalSnapshot> snapshot) {
        JournalOptions options =
                JournalOptions.defaults().withSegmentBytes(config.storage().segmentBytes());
        return snapshot.filter(s -> s.position().entries() > 0)
                .map(s -> options.withKnown(s.position()))
                .orElse(options);
    }

    private void say(GoalSpec spec, Journal journal, Projector projector, long startedNanos) {
        LOG.atInfo()
                .addKeyValue("goal", spec.goalId())
                .addKeyValue("entries", journal.entries())
                .addKeyValue("log_root", projector.view().log().root())
                .addKeyValue("leaderboard_root", projector.view().leaderboard().root())
                .addKeyValue("recovered_after_commit", journal.recovery().keptAfterLastCommit())
                .addKeyValue(
                        "bytes_cut",
                        journal.recovery().logBytesCut() + journal.recovery().bodyBytesCut())
                .addKeyValue("millis", (environment.ticker().nanos() - startedNanos) / 1_000_000)
                .log("Goal opened: {}", journal.recovery().words());
    }
}
