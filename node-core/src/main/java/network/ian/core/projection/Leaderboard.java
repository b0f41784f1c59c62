package network.ian.core.projection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.Ranking;
import network.ian.core.log.CanonicalOrder;
import network.ian.core.verdict.Metrics;

/**
 * The best entries of a goal, kept up while entries arrive in any order. Owned by one thread; {@link #view} is for all.
 *
 * <p><b>What is ranked.</b> Entries with equal metrics form a class, and the first of a class in canonical order stands
 * for it. The board is the top {@code capacity} classes by score, then by canonical position. Equal pack hash implies
 * equal metrics, because an evaluation is a pure function of goal and pack: one class per metrics already ranks a pack
 * once. Should that ever fail (a journal written by a faulty harness), the board still never shows a pack twice: of two
 * entries with one pack hash the first in canonical order stays.
 *
 * <p><b>Why forgetting is safe.</b> Entries are never removed and two entries never change their relative order (but for
 * a new frozen prefix, which needs {@link #clear} and a new fold). So the best entry of a class is only ever replaced by
 * an earlier one with the same score: a class's standing never falls. When a class is evicted or refused, {@code
 * capacity} classes stand above it; their standing never falls either, so they stay above every entry that was forgotten.
 * A later entry of the forgotten class either comes before all its forgotten ones, then it is the class's true best and
 * is judged as such; or it comes after one of them, then it stands below that one, hence below the whole board, and is
 * refused, as the class should be. By induction the board always equals a fold over everything.
 */
public final class Leaderboard {

    private final int capacity;
    private final Ranking.Mode mode;
    private final CanonicalOrder order;
    private final TreeSet<Candidate> standing;
    private final Map<Metrics, Candidate> byMetrics = new HashMap<>();
    private final Map<Hash, Candidate> byPack = new HashMap<>();
    private LeaderboardView view;

    /**
     * An empty board.
     *
     * @param capacity most ranked entries, 1 to 10,000
     * @param order of the log that the candidates' ordinals are of
     */
    public Leaderboard(int capacity, Ranking.Mode mode, CanonicalOrder order) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of a leaderboard is " + capacity);
        }
        this.capacity = capacity;
        this.mode = mode;
        this.order = order;
        this.standing = new TreeSet<>(
                Comparator.comparingDouble(Candidate::score).reversed().thenComparing(this::compareCanonically));
    }

    /**
     * Whether an entry may change the board: a cheap test before its record is read. False is certain, true is not.
     *
     * @param ordinal number of the entry, which is in the log
     */
    public boolean wouldRank(double score, int ordinal) {
        if (standing.size() < capacity) {
            return true;
        }
        Candidate last = standing.last();
        return score > last.score() || (score == last.score() && order.compare(ordinal, last.ordinal()) < 0);
    }

    /** Folds an entry in, at any time and as often as one likes; returns whether the board changed. */
    public boolean offer(Candidate candidate) {
        if (!wouldRank(candidate.score(), candidate.ordinal())
                || isPreceded(byMetrics.get(candidate.metrics()), candidate)
                || isPreceded(byPack.get(candidate.packHash()), candidate)) {
            return false;
        }
        remove(byMetrics.get(candidate.metrics()));
        remove(byPack.get(candidate.packHash()));
        standing.add(candidate);
        byMetrics.put(candidate.metrics(), candidate);
        byPack.put(candidate.packHash(), candidate);
        if (standing.size() > capacity) {
            remove(standing.last());
        }
        view = null;
        return true;
    }

    /** Forgets everything: the start of a new fold, which a new frozen prefix needs, before or after it is set. */
    public void clear() {
        standing.clear();
        byMetrics.clear();
        byPack.clear();
        view = null;
    }

    /** Folds anew over {@code all} entries of the log, in any order. */
    public void rebuild(Iterable<Candidate> all) {
        clear();
        all.forEach(this::offer);
    }

    /** The board as it is now; immutable, for any thread. */
    public LeaderboardView view() {
        if (view == null) {
            view = switch (mode) {
                case SCALAR -> LeaderboardView.ofAll(List.copyOf(standing));
                case PARETO -> LeaderboardView.ofParetoFront(List.copyOf(standing));
            };
        }
        return view;
    }

    private boolean isPreceded(Candidate held, Candidate candidate) {
        return held != null && compareCanonically(held, candidate) <= 0;
    }

    private void remove(Candidate held) {
        if (held != null && standing.remove(held)) {
            byMetrics.remove(held.metrics());
            byPack.remove(held.packHash());
        }
    }

    private int compareCanonically(Candidate a, Candidate b) {
        return order.compare(a.ordinal(), b.ordinal());
    }
}
