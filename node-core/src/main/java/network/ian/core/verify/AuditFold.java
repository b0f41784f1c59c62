package network.ian.core.verify;

import java.util.Arrays;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.column.HashColumn;
import network.ian.core.column.LongColumn;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.StoredEntry;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;
import network.ian.core.projection.LeaderboardView;

/**
 * Folds a goal's stored entries into the canonical log and the leaderboard, as of the end and as of an earlier record. The
 * order is sorted and the tree hashed without the node's own log, so that a fault there cannot hide here. About 70 bytes an
 * entry. For one thread.
 */
final class AuditFold {

    private final GoalSpec spec;
    private final int earlierEntries;
    private final HashColumn ids = new HashColumn();
    private final LongColumn timestamps = new LongColumn();
    private final Leaderboard leaderboard;
    private Optional<LeaderboardView> earlierBoard = Optional.empty();

    /**
     * A goal's state.
     *
     * @param logRoot root over all entries in canonical order
     * @param duplicate an id that is there twice
     */
    record State(int logSize, Hash logRoot, LeaderboardView leaderboard, Optional<Hash> duplicate) {}

    /** @param earlierEntries the number of records that {@link #earlier} is about */
    AuditFold(GoalSpec spec, int earlierEntries) {
        this.spec = spec;
        this.earlierEntries = earlierEntries;
        this.leaderboard =
                new Leaderboard(spec.leaderboardCapacity(), spec.ranking().mode(), this::compareKeys);
    }

    /** Takes the next entry in the order of appending. */
    void add(StoredEntry entry) {
        keepEarlier();
        int ordinal = ids.size();
        ids.append(entry.id());
        timestamps.append(entry.timestampMs());
        double score = spec.ranking().score(entry.metrics());
        if (leaderboard.wouldRank(score, ordinal)) {
            leaderboard.offer(new Candidate(
                    ordinal,
                    entry.id(),
                    entry.timestampMs(),
                    entry.packHash(),
                    contributor(entry),
                    entry.metrics(),
                    score));
        }
    }

    /** The state after all entries. */
    State last() {
        return state(ids.size(), leaderboard.view());
    }

    /** The state after the earlier number of records; empty if there are fewer. */
    Optional<State> earlier() {
        keepEarlier();
        return earlierBoard.map(board -> state(earlierEntries, board));
    }

    private void keepEarlier() {
        if (ids.size() == earlierEntries && earlierBoard.isEmpty()) {
            earlierBoard = Optional.of(leaderboard.view());
        }
    }

    private State state(int entries, LeaderboardView board) {
        Integer[] order = new Integer[entries];
        Arrays.setAll(order, ordinal -> ordinal);
        Arrays.parallelSort(order, this::compareKeys);
        RootHasher hasher = new RootHasher();
        Optional<Hash> duplicate = Optional.empty();
        for (int position = 0; position < entries; position++) {
            Hash id = ids.get(order[position]);
            hasher.add(id.view());
            if (position > 0 && ids.compare(order[position - 1], id) == 0) {
                duplicate = Optional.of(id);
            }
        }
        return new State(entries, hasher.root(), board, duplicate);
    }

    private int compareKeys(int a, int b) {
        int byTime = Long.compare(timestamps.get(a), timestamps.get(b));
        return byTime != 0 ? byTime : ids.compare(a, b);
    }

    /** A header that does not decode was found by the check of its entry. */
    private static String contributor(StoredEntry entry) {
        try {
            return HeaderCodec.decode(entry.header()).contributorId();
        } catch (MalformedException e) {
            return "";
        }
    }
}
