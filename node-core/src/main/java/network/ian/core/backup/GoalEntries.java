package network.ian.core.backup;

import java.io.IOException;
import java.util.Optional;
import network.ian.core.journal.EntryRow;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.JournalExtent;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.LastAnchor;

/** Reads what the manifest says of a goal from its log. */
final class GoalEntries implements EntrySink {

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private GoalEntries() {}

    /**
     * What the manifest says of a goal.
     *
     * @param before what it said of the same journal up to an earlier place, if anything: only what follows is read
     * @param rootsFollow whether the roots of the cut follow from what is backed up
     */
    static Manifest.GoalEntry of(
            BackupCut.GoalCut goal, JournalExtent extent, Optional<Manifest.GoalEntry> before, boolean rootsFollow)
            throws IOException {
        GoalEntries entries = new GoalEntries();
        before.filter(known -> known.logSize() > 0).ifPresent(known -> {
            entries.first = known.firstTimestampMs();
            entries.last = known.lastTimestampMs();
        });
        extent.read(before.flatMap(Manifest.GoalEntry::position), entries);
        GoalSnapshot snapshot = goal.snapshot();
        Manifest.Roots roots = new Manifest.Roots(
                snapshot.logRoot(),
                snapshot.leaderboardRoot(),
                snapshot.anchor().map(LastAnchor::size).orElse(0));
        int size = extent.position().entries();
        return new Manifest.GoalEntry(
                goal.id(),
                goal.spec().topic(),
                size,
                rootsFollow ? Optional.of(roots) : Optional.empty(),
                Optional.of(extent.position()),
                size == 0 ? 0 : entries.first,
                size == 0 ? 0 : entries.last);
    }

    @Override
    public void entry(EntryRow row) {
        first = Math.min(first, row.timestampMs());
        last = Math.max(last, row.timestampMs());
    }
}
