package network.ian.core.salvage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import network.ian.core.column.HashColumn;
import network.ian.core.column.LongColumn;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.JournalEntries;
import network.ian.core.repair.RepairNote;
import network.ian.core.verify.RootHasher;

/**
 * How a goal's log stands after a repair, against what is known of it before.
 *
 * @param note what was known and salvaged
 * @param entries in the log now
 * @param logRoot over them, in the order of their keys
 * @param promiseKept whether the entries that the snapshot counted are all there, proved by its root; empty if there is no
 *     snapshot, or its root does not say
 * @param bodiesMissing entries known by their header that are still not there
 */
public record RepairOutcome(
        RepairNote note, int entries, Hash logRoot, Optional<Boolean> promiseKept, List<Hash> bodiesMissing) {

    public RepairOutcome {
        bodiesMissing = List.copyOf(bodiesMissing);
    }

    /** Entries that came from peers. */
    public int fetched() {
        return entries - note.salvaged();
    }

    /** Entries of before that are certainly not there: fewer came than were lost. */
    public int missingAtLeast() {
        return Math.max(bodiesMissing.size(), note.before() - entries);
    }

    /** Whether all that was promised is back, as far as can be told. */
    public boolean complete() {
        return missingAtLeast() <= 0 && promiseKept.orElse(true);
    }

    /** Reads the log and compares. Writes nothing. */
    public static RepairOutcome of(Path goalDirectory, GoalSpec spec, RepairNote note) throws IOException {
        HashColumn ids = new HashColumn();
        LongColumn times = new LongColumn();
        JournalEntries.read(goalDirectory, spec.goalId(), spec.topic(), row -> {
            ids.append(row.id());
            times.append(row.timestampMs());
        });
        Ordering order = new Ordering(ids, times);
        return new RepairOutcome(
                note,
                ids.size(),
                order.root(IntStream.range(0, ids.size())),
                note.promised().flatMap(promise -> kept(promise, note, order)),
                missing(note, ids));
    }

    /**
     * The snapshot's root is over the entries of that time. Those that were salvaged are known; of what was fetched, the oldest
     * are taken for the lost ones, since what peers got later is younger.
     */
    private static Optional<Boolean> kept(RepairNote.Promise promise, RepairNote note, Ordering order) {
        int lost = promise.entries() - note.salvagedPromised();
        int fetched = order.ids.size() - note.salvaged();
        if (lost > fetched) {
            return Optional.of(false);
        }
        IntStream oldest =
                order.sorted(IntStream.range(note.salvaged(), order.ids.size())).limit(lost);
        Hash root = order.root(IntStream.concat(IntStream.range(0, note.salvagedPromised()), oldest));
        if (root.equals(promise.logRoot())) {
            return Optional.of(true);
        }
        // A frozen prefix may be in another order than that of the keys.
        return promise.anchored() ? Optional.empty() : Optional.of(false);
    }

    private static List<Hash> missing(RepairNote note, HashColumn ids) {
        List<Hash> missing = new ArrayList<>(note.bodiesLost());
        for (int i = note.salvaged(); i < ids.size() && !missing.isEmpty(); i++) {
            missing.remove(ids.get(i));
        }
        return missing;
    }

    private record Ordering(HashColumn ids, LongColumn times) {

        IntStream sorted(IntStream ordinals) {
            Integer[] boxed = ordinals.boxed().toArray(Integer[]::new);
            Arrays.parallelSort(boxed, (a, b) -> {
                int byTime = Long.compare(times.get(a), times.get(b));
                return byTime != 0 ? byTime : ids.compare(a, b);
            });
            return Arrays.stream(boxed).mapToInt(Integer::intValue);
        }

        Hash root(IntStream ordinals) {
            RootHasher hasher = new RootHasher();
            sorted(ordinals).forEach(ordinal -> hasher.add(ids.get(ordinal).view()));
            return hasher.root();
        }
    }
}
