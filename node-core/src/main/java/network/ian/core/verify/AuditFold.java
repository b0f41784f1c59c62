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
import network.ian.core.log.CanonicalOrder;
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
    private final Ordering byKey;
    private final Optional<AuditedPrefix> prefix;
    private final Optional<Ordering> frozenFirst;
    private Optional<Boolean> prefixHolds = Optional.empty();

    /**
     * A goal's state.
     *
     * @param logRoot root over all entries in canonical order
     * @param duplicate an id that is there twice
     */
    record State(int logSize, Hash logRoot, LeaderboardView leaderboard, Optional<Hash> duplicate) {}

    /** One of the orders that the entries may be in, with the ranking over it. */
    private static final class Ordering {

        private final CanonicalOrder order;
        private final Leaderboard leaderboard;
        private Optional<LeaderboardView> earlierBoard = Optional.empty();

        Ordering(GoalSpec spec, CanonicalOrder order) {
            this.order = order;
            this.leaderboard =
                    new Leaderboard(spec.leaderboardCapacity(), spec.ranking().mode(), order);
        }

        void offer(Candidate candidate) {
            leaderboard.offer(candidate);
        }

        void keepEarlier() {
            earlierBoard = earlierBoard.or(() -> Optional.of(leaderboard.view()));
        }
    }

    /**
     * An empty state.
     *
     * @param earlierEntries the number of records that {@link #earlier} is about
     * @param prefix the frozen entries as they are kept, which count only if they hash to their root
     */
    AuditFold(GoalSpec spec, int earlierEntries, Optional<AuditedPrefix> prefix) {
        this.spec = spec;
        this.earlierEntries = earlierEntries;
        this.byKey = new Ordering(spec, this::compareKeys);
        this.prefix = prefix;
        this.frozenFirst = prefix.map(frozen -> new Ordering(spec, (a, b) -> frozen.compare(a, b, this::compareKeys)));
    }

    /** Takes the next entry in the order of appending. */
    void add(StoredEntry entry) {
        keepEarlier();
        int ordinal = ids.size();
        ids.append(entry.id());
        timestamps.append(entry.timestampMs());
        double score = spec.ranking().score(entry.metrics());
        if (wouldRank(byKey, score, ordinal)
                || frozenFirst.filter(other -> wouldRank(other, score, ordinal)).isPresent()) {
            Candidate candidate = new Candidate(
                    ordinal,
                    entry.id(),
                    entry.timestampMs(),
                    entry.packHash(),
                    contributor(entry),
                    entry.metrics(),
                    score);
            byKey.offer(candidate);
            frozenFirst.ifPresent(other -> other.offer(candidate));
        }
    }

    /** Once everything was added: whether the frozen entries that were given are what their root says. */
    boolean prefixHolds() {
        if (prefixHolds.isEmpty()) {
            prefixHolds = Optional.of(
                    prefix.filter(frozen -> frozen.hashesToItsRoot(ids)).isPresent());
        }
        return prefixHolds.get();
    }

    /** The state after all entries. */
    State last() {
        Ordering ordering = ordering();
        return state(ids.size(), ordering, ordering.leaderboard.view());
    }

    /** The state after the earlier number of records; empty if there are fewer. */
    Optional<State> earlier() {
        keepEarlier();
        Ordering ordering = ordering();
        return ordering.earlierBoard.map(board -> state(earlierEntries, ordering, board));
    }

    private void keepEarlier() {
        if (ids.size() == earlierEntries) {
            byKey.keepEarlier();
            frozenFirst.ifPresent(Ordering::keepEarlier);
        }
    }

    private Ordering ordering() {
        return prefixHolds() ? frozenFirst.orElseThrow() : byKey;
    }

    private static boolean wouldRank(Ordering ordering, double score, int ordinal) {
        return ordering.leaderboard.wouldRank(score, ordinal);
    }

    private State state(int entries, Ordering ordering, LeaderboardView board) {
        Integer[] order = sorted(entries, ordering);
        RootHasher hasher = new RootHasher();
        for (Integer ordinal : order) {
            hasher.add(ids.get(ordinal).view());
        }
        Integer[] keys = ordering == byKey ? order : sorted(entries, byKey);
        return new State(entries, hasher.root(), board, duplicate(keys));
    }

    private static Integer[] sorted(int entries, Ordering ordering) {
        Integer[] order = new Integer[entries];
        Arrays.setAll(order, ordinal -> ordinal);
        Arrays.parallelSort(order, ordering.order::compare);
        return order;
    }

    private Optional<Hash> duplicate(Integer[] keys) {
        Optional<Hash> duplicate = Optional.empty();
        for (int position = 1; position < keys.length; position++) {
            if (ids.compare(keys[position - 1], keys[position]) == 0) {
                duplicate = Optional.of(ids.get(keys[position]));
            }
        }
        return duplicate;
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
