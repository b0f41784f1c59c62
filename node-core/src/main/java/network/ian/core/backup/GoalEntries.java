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

    private int count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private GoalEntries() {}

    /** @param rootsKnown whether the extent ends where the cut does */
    static Manifest.GoalEntry of(BackupCut.GoalCut goal, JournalExtent extent, boolean rootsKnown) throws IOException {
        GoalEntries entries = new GoalEntries();
        extent.replay(entries);
        GoalSnapshot snapshot = goal.snapshot();
        Optional<Manifest.Roots> roots = Optional.of(new Manifest.Roots(
                snapshot.logRoot(),
                snapshot.leaderboardRoot(),
                snapshot.anchor().map(LastAnchor::size).orElse(0)));
        return new Manifest.GoalEntry(
                goal.id(),
                goal.spec().topic(),
                entries.count,
                rootsKnown ? roots : Optional.empty(),
                Optional.of(extent.position()),
                entries.count == 0 ? 0 : entries.first,
                entries.count == 0 ? 0 : entries.last);
    }

    @Override
    public void entry(EntryRow row) {
        count++;
        first = Math.min(first, row.timestampMs());
        last = Math.max(last, row.timestampMs());
    }
}
