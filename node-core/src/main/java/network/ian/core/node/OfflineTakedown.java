package network.ian.core.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.EntryRow;
import network.ian.core.journal.EntrySink;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalOptions;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.NodeStateFile;

/** Overwrites a body in a data directory that no node uses; header, leaf and proofs stay. */
public final class OfflineTakedown {

    /** What was found and done. */
    public enum Result {
        /** The body was there and is overwritten, durably. */
        DROPPED,
        /** The entry is there, its body had been dropped before. */
        GONE_BEFORE,
        /** The log has no such entry. */
        UNKNOWN
    }

    private OfflineTakedown() {}

    /**
     * Drops a body. Recovers the journal first, where a crash left it unfinished, as a node's start would.
     *
     * @throws MalformedException if another process uses the directory, there is no such goal, or the state file is damaged
     * @throws IOException if the journal is damaged or cannot be written
     */
    public static Result drop(Path dataDirectory, String goalId, Hash contributionId) throws IOException {
        DataDirectoryLock lock = DataDirectoryLock.take(dataDirectory);
        try (lock) {
            GoalCatalog catalog = GoalCatalog.readOnly(dataDirectory);
            GoalSpec spec = catalog.specs().stream()
                    .filter(goal -> goal.goalId().equals(goalId))
                    .findFirst()
                    .orElseThrow(() -> new MalformedException("goal", "no goal " + goalId + " in " + dataDirectory));
            Search search = new Search(contributionId);
            try (Journal journal = Journal.open(
                    catalog.directory(spec), goalId, spec.topic(), options(dataDirectory, goalId), search)) {
                return drop(journal, search.locator);
            }
        }
    }

    private static Result drop(Journal journal, OptionalLong locator) throws IOException {
        if (locator.isEmpty()) {
            return Result.UNKNOWN;
        }
        return journal.dropBody(locator.getAsLong()) ? Result.DROPPED : Result.GONE_BEFORE;
    }

    /** Records that the state file names must be there: a journal that lost some is not to be written. */
    private static JournalOptions options(Path dataDirectory, String goalId) throws IOException {
        Optional<GoalSnapshot> snapshot =
                Optional.ofNullable(new NodeStateFile(dataDirectory).read().get(goalId));
        return snapshot.map(GoalSnapshot::position)
                .filter(position -> position.entries() > 0)
                .map(JournalOptions.defaults()::withKnown)
                .orElse(JournalOptions.defaults());
    }

    private static final class Search implements EntrySink {

        private final Hash id;
        private OptionalLong locator = OptionalLong.empty();

        Search(Hash id) {
            this.id = id;
        }

        @Override
        public void entry(EntryRow row) {
            if (row.id().equals(id)) {
                locator = OptionalLong.of(row.locator());
            }
        }
    }
}
