package network.ian.core.finality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchorStanding.State;
import network.ian.core.goal.GoalSpec;
import network.ian.core.log.LogView;
import network.ian.core.merkle.MerkleFrontier;

/**
 * Folds one anchor after the other over one view of a log (architecture, "Finality"). Changes nothing but itself, apart from
 * damage that it finds in the store. For one thread.
 */
final class FoldPass {

    private final GoalSpec spec;
    private final LogView log;
    private final SegmentStore store;
    private final Prefixes prefixes;
    private final Optional<ListedPrefix> listed;
    private final Set<Hash> refused;
    private final List<Segment> segments;
    private final List<Segment> found = new ArrayList<>();
    private final Unfrozen unfrozen;
    private MerkleFrontier edge;

    /**
     * What a pass starts from.
     *
     * @param segments frozen so far
     * @param inLog how many of them the log has as its frozen prefix, which may go on otherwise
     * @param listed ids from a peer
     * @param refused entries that the goal's rules refuse
     */
    record Start(List<Segment> segments, int inLog, Optional<ListedPrefix> listed, Set<Hash> refused) {}

    FoldPass(GoalSpec spec, LogView log, SegmentStore store, Prefixes prefixes, Start start) {
        this.spec = spec;
        this.log = log;
        this.store = store;
        this.prefixes = prefixes;
        this.listed = start.listed();
        this.refused = start.refused();
        this.segments = new ArrayList<>(start.segments());
        this.unfrozen = new Unfrozen(log, Prefix.size(segments.subList(0, start.inLog())));
        segments.subList(start.inLog(), segments.size()).forEach(unfrozen::take);
    }

    /** What became of the next anchor; call no more after one that waits. */
    Step next(SettledAnchor anchor) {
        if (anchor.size() < size()) {
            return new Step.Ignored(
                    State.CONTRADICTS, "its prefix has " + anchor.size() + " entries, one before it has " + size());
        }
        if (anchor.size() == size()) {
            return again(anchor);
        }
        Optional<Segment> stored = stored(anchor);
        if (stored.isPresent()) {
            return accepted(stored.get(), anchor);
        }
        Optional<int[]> guess = guessed(anchor);
        return guess.isPresent() ? named(guess.get(), anchor) : listed(anchor);
    }

    /** Continues what is frozen by everything older than {@code beforeMs}; empty if that is nothing. */
    Optional<Segment> proposed(long beforeMs) {
        int[] ordinals = unfrozen.before(beforeMs);
        if (ordinals.length == 0) {
            return Optional.empty();
        }
        Segment segment = segment(ordinals);
        found.add(segment);
        return Optional.of(segment);
    }

    /** What is frozen now. */
    List<Segment> segments() {
        return segments;
    }

    /** What the store does not have yet. */
    List<Segment> found() {
        return found;
    }

    private Step again(SettledAnchor anchor) {
        if (!anchor.logRoot().equals(root())) {
            return new Step.Ignored(State.CONTRADICTS, "its log root is another than that of one before it");
        }
        return anchor.leaderboardRoot().equals(segments.get(segments.size() - 1).leaderboardRoot())
                ? new Step.Frozen()
                : new Step.Ignored(State.INADMISSIBLE, "its leaderboard root is another than that of one before it");
    }

    private Optional<Segment> stored(SettledAnchor anchor) {
        Optional<Segment> stored = store.find(root(), anchor.logRoot())
                .filter(segment -> segment.from() == size() && segment.to() == anchor.size());
        if (stored.isEmpty() || store.isVerified(stored.get())) {
            return stored;
        }
        Segment segment = stored.get();
        int entries = log.entryCount();
        boolean known = segment.ordinals().allMatch(ordinal -> ordinal >= 0 && ordinal < entries);
        if (known && leads(segment.ordinals().toArray(), anchor.logRoot())) {
            store.verified(segment);
            return stored;
        }
        store.drop(segment);
        return Optional.empty();
    }

    private Optional<int[]> guessed(SettledAnchor anchor) {
        boolean enough = anchor.size() <= log.entryCount();
        if (!enough || (unfrozen.isAligned() && !log.rootAt(anchor.size()).equals(anchor.logRoot()))) {
            return Optional.empty();
        }
        int[] ordinals = unfrozen.first(anchor.size() - size());
        boolean right = ordinals.length == anchor.size() - size()
                && (unfrozen.isAligned() || leads(ordinals, anchor.logRoot()));
        return right ? Optional.of(ordinals) : Optional.empty();
    }

    private Step listed(SettledAnchor anchor) {
        PrefixWanted wanted = new PrefixWanted(size(), anchor.size(), anchor.logRoot());
        Optional<ListedPrefix> ids = listed.filter(list -> list.serves(wanted, root()));
        if (ids.isEmpty()) {
            return new Step.Waiting("which entries it has is not known here", Optional.of(wanted), List.of());
        }
        Optional<Step> flaw = flaw(ids.get());
        if (flaw.isPresent()) {
            return flaw.get();
        }
        List<Hash> missing = ids.get().missing(log);
        if (!missing.isEmpty()) {
            return new Step.Waiting(missing.size() + " of its entries are missing", Optional.empty(), missing);
        }
        return named(
                ids.get().ids().stream()
                        .mapToInt(id -> log.ordinalOf(id).orElseThrow())
                        .toArray(),
                anchor);
    }

    private Optional<Step> flaw(ListedPrefix ids) {
        if (ids.repeats()) {
            return inadmissible("it holds an entry twice");
        }
        for (Hash id : ids.ids()) {
            int ordinal = log.ordinalOf(id).orElse(-1);
            if (ordinal >= 0 && unfrozen.isFrozen(ordinal)) {
                return Optional.of(new Step.Ignored(
                        State.CONTRADICTS, "it holds contribution " + id + " once more, which is in one before it"));
            }
            if (ordinal < 0 && refused.contains(id)) {
                return inadmissible("it holds contribution " + id + ", which the goal's rules refuse");
            }
        }
        return ids.inKeyOrder(log) ? Optional.empty() : inadmissible("its entries are not in key order");
    }

    private static Optional<Step> inadmissible(String detail) {
        return Optional.of(new Step.Ignored(State.INADMISSIBLE, detail));
    }

    private Step named(int[] ordinals, SettledAnchor anchor) {
        Segment segment = segment(ordinals);
        Step step = accepted(segment, anchor);
        if (step instanceof Step.Frozen) {
            found.add(segment);
        }
        return step;
    }

    private Segment segment(int[] ordinals) {
        Prefix before = prefixes.after(segments, log);
        Prefix after = prefixes.extended(before, Prefixes.extended(before.frontier(), ordinals, log), ordinals, log);
        return new Segment(
                before.size(), before.root(), after.root(), PrefixRanking.root(spec, after.standing()), ordinals);
    }

    private Step accepted(Segment segment, SettledAnchor anchor) {
        if (!segment.leaderboardRoot().equals(anchor.leaderboardRoot())) {
            return new Step.Ignored(
                    State.INADMISSIBLE,
                    "its leaderboard root is " + anchor.leaderboardRoot() + ", its entries give "
                            + segment.leaderboardRoot());
        }
        segments.add(segment);
        unfrozen.take(segment);
        if (edge != null) {
            edge = Prefixes.extended(edge, segment.ordinals().toArray(), log);
        }
        return new Step.Frozen();
    }

    private boolean leads(int[] ordinals, Hash root) {
        if (edge == null) {
            edge = prefixes.edge(segments, log);
        }
        return Prefixes.extended(edge, ordinals, log).root().equals(root);
    }

    private int size() {
        return Prefix.size(segments);
    }

    private Hash root() {
        return Prefix.root(segments);
    }
}
