package network.ian.core.finality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.runtime.ManualClock;
import network.ian.core.state.LastAnchor;
import network.ian.core.view.Finality;

/** A goal, its store and its fold, without threads. */
final class FoldingNode {

    final ManualClock clock = new ManualClock();
    final FakeSeeker seeker = new FakeSeeker();
    final Path directory;
    FakeGoal goal;
    SegmentStore store;
    GoalFold fold;

    FoldingNode(Path directory) throws IOException {
        this.directory = directory;
        start(new FakeGoal(), SegmentStore.open(directory, "G1", FakeGoal.SPEC.topic()), List.of());
    }

    /** Starts again from journal and store; with the prefix frozen if it is kept. */
    void restart(boolean stateKept) throws IOException {
        SegmentStore opened = SegmentStore.open(directory, "G1", FakeGoal.SPEC.topic());
        Optional<LastAnchor> anchor = stateKept ? goal.anchor : Optional.empty();
        List<Segment> frozen =
                anchor.flatMap(last -> opened.chain(last.logRoot())).orElse(List.of());
        frozen.forEach(opened::verified);
        start(new FakeGoal(goal.journal, frozen, frozen.isEmpty() ? Optional.empty() : anchor), opened, frozen);
    }

    private void start(FakeGoal started, SegmentStore opened, List<Segment> frozen) {
        goal = started;
        store = opened;
        seeker.wanted = Optional.empty();
        seeker.missing = List.of();
        FakeGoal silent = new FakeGoal(goal.journal, frozen, goal.anchor);
        PrefixRanking ranking = new PrefixRanking(silent, () -> false);
        var standing = frozen.isEmpty()
                ? List.<network.ian.core.projection.Candidate>of()
                : ranking.continued(Prefix.EMPTY, Segment.concatenated(frozen), silent.log());
        fold = new GoalFold(new FoldStart(goal, store, frozen, standing, goal.anchor), clock, () -> false);
    }

    /** What became of the last of {@code anchors}. */
    AnchorStanding settle(List<SettledAnchor> anchors) {
        fold.settled(Finality.Source.TAU, anchors, 0);
        return fold();
    }

    AnchorStanding fold() {
        fold.fold(seeker);
        List<AnchorStanding> standings = fold.result().standings();
        return standings.get(standings.size() - 1);
    }

    List<Hash> frozen() {
        return IntStream.range(0, goal.log().frozenSize())
                .mapToObj(goal.log()::idAt)
                .toList();
    }

    /** What became of each anchor, in order. */
    List<AnchorStanding.State> states() {
        return fold.result().standings().stream().map(AnchorStanding::state).toList();
    }
}
