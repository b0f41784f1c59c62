package network.ian.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.codec.Bytes;
import network.ian.core.column.LongColumn;
import network.ian.core.file.OwnerOnly;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalEntry;
import network.ian.core.journal.JournalOptions;
import network.ian.core.journal.StoredEntry;

/** Replaces an unpacked journal by one with some of its entries, written as a node writes. */
final class ShorterJournal {

    private static final int GROUP = 512;
    private static final long GROUP_BYTES = 8 << 20;

    private final List<JournalEntry> group = new ArrayList<>();
    private final List<Integer> dropped = new ArrayList<>();
    private long groupBytes;

    private ShorterJournal() {}

    /**
     * Rewrites a goal's journal; what else follows from its entries goes.
     *
     * @param unpacked the data directory that the goal is in
     */
    static void write(Path unpacked, GoalSpec spec, RestorePoint point) throws IOException {
        Path goal = unpacked.resolve(BackupPaths.GOALS).resolve(spec.goalId());
        Path shorter = OwnerOnly.directory(goal.resolve("shorter"));
        new ShorterJournal().copy(goal, shorter, spec, point);
        for (String kind : List.of("log", "bodies")) {
            Staging.delete(goal.resolve(kind));
            Files.move(shorter.resolve(kind), goal.resolve(kind));
        }
        Files.delete(shorter);
        // It names entries by their place in the journal.
        Staging.delete(goal.resolve("finality"));
    }

    private void copy(Path from, Path to, GoalSpec spec, RestorePoint point) throws IOException {
        LongColumn kept = new LongColumn();
        JournalOptions options = JournalOptions.defaults();
        try (Journal all = Journal.open(from, spec.goalId(), spec.topic(), options, row -> {
                    if (point.keeps(spec.goalId(), row.ordinal(), row.timestampMs())) {
                        kept.append(row.locator());
                    }
                });
                Journal some = Journal.open(to, spec.goalId(), spec.topic(), options, EntrySink.none())) {
            for (int i = 0; i < kept.size(); i++) {
                add(all, kept.get(i));
                if (group.size() == GROUP || groupBytes >= GROUP_BYTES) {
                    flush(some);
                }
            }
            flush(some);
        }
    }

    private void add(Journal all, long locator) throws IOException {
        StoredEntry entry = all.read(locator);
        Optional<Bytes> body = all.readBody(entry);
        if (body.isEmpty()) {
            dropped.add(group.size());
        }
        group.add(JournalEntry.again(entry, body));
        groupBytes += entry.bodySize();
    }

    private void flush(Journal some) throws IOException {
        long[] locators = some.append(group);
        for (int index : dropped) {
            some.dropBody(locators[index]);
        }
        group.clear();
        dropped.clear();
        groupBytes = 0;
    }
}
