package network.ian.core.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import network.ian.core.finality.Segment;
import network.ian.core.finality.SegmentStore;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalOptions;
import network.ian.core.log.IdSalt;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.LastAnchor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a goal's files fold to.
 *
 * @param segments of anchored prefixes
 * @param frozen those that the log's frozen prefix has
 * @param anchor that the frozen prefix ends with; empty if nothing is frozen
 */
record GoalStart(
        Journal journal,
        Replay.Result state,
        SegmentStore segments,
        List<Segment> frozen,
        Optional<LastAnchor> anchor) {

    private static final Logger LOG = LoggerFactory.getLogger(GoalStart.class);

    /** Opens and folds, with the prefix frozen that the snapshot was taken with. */
    static GoalStart from(Path directory, GoalSpec spec, Optional<GoalSnapshot> snapshot, Parameters parameters)
            throws IOException, RootMismatchException {
        SegmentStore segments = SegmentStore.open(directory, spec.goalId(), spec.topic());
        Optional<LastAnchor> anchor =
                snapshot.filter(s -> s.topic().equals(spec.topic())).flatMap(GoalSnapshot::anchor);
        List<Segment> frozen =
                anchor.flatMap(last -> segments.chain(last.logRoot())).orElse(List.of());
        if (frozen.isEmpty() && anchor.isPresent()) {
            sayUnknown(spec, "its segments are missing");
        }
        try {
            return opened(directory, spec, snapshot, segments, frozen, anchor, parameters);
        } catch (UnprovenPrefixException e) {
            sayUnknown(spec, e.getMessage());
            return opened(directory, spec, snapshot, segments, List.of(), anchor, parameters);
        }
    }

    /**
     * How to open.
     *
     * @param secret spreads the index of sponsored entries
     */
    record Parameters(JournalOptions journal, IdSalt salt, long secret) {}

    private static GoalStart opened(
            Path directory,
            GoalSpec spec,
            Optional<GoalSnapshot> snapshot,
            SegmentStore segments,
            List<Segment> frozen,
            Optional<LastAnchor> anchor,
            Parameters parameters)
            throws IOException, RootMismatchException {
        Replay replay = new Replay(spec, snapshot, frozen, parameters.salt, parameters.secret);
        Journal journal = Journal.open(directory, spec.goalId(), spec.topic(), parameters.journal, replay);
        try {
            Replay.Result state = replay.finish();
            frozen.forEach(segments::verified);
            return new GoalStart(journal, state, segments, frozen, frozen.isEmpty() ? Optional.empty() : anchor);
        } catch (RootMismatchException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static void sayUnknown(GoalSpec spec, String why) {
        LOG.atWarn()
                .addKeyValue("goal", spec.goalId())
                .log(
                        "The anchored prefix that node_state.json was taken with is not known any more, so its roots are not"
                                + " compared; it is folded anew once the chain is known: {}",
                        why);
    }
}
