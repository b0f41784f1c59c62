package network.ian.core.finality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.runtime.MonotonicClock;
import network.ian.core.state.LastAnchor;
import network.ian.core.view.Finality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A goal's frozen prefix as the fold of what the chain holds. Goes on from what was folded before as far as the chain is still the
 * same. For one thread, apart from {@link #result}.
 */
final class GoalFold {

    private static final Logger LOG = LoggerFactory.getLogger(GoalFold.class);
    private static final int MAX_REFUSED = 4_096;

    private final AnchoredGoal goal;
    private final SegmentStore store;
    private final Prefixes prefixes;
    private final PrefixFreezer freezer;
    private final MonotonicClock ticker;
    private final AnchorAlerts alerts;
    private final Wants wants;
    private final Set<Hash> refused = new LinkedHashSet<>();
    private Finality.Source source;
    private List<SettledAnchor> settled = List.of();
    private int unsettled;
    private Optional<ListedPrefix> listed = Optional.empty();
    private List<Segment> onTheirWay = List.of();
    /** Of the first settled anchors; the ones behind them are pending. */
    private List<Decided> decided = List.of();

    private List<Segment> segments;
    /** Size of the longest prefix that there ever was: until one is as long again, whatever is kept may be wanted again. */
    private int reached;

    private volatile FoldResult result;

    /** @param segments how many segments were frozen once it was decided */
    private record Decided(AnchorStanding standing, int segments) {}

    GoalFold(FoldStart start, MonotonicClock ticker, BooleanSupplier stopping) {
        this.goal = start.goal();
        this.store = start.store();
        this.ticker = ticker;
        PrefixRanking ranking = new PrefixRanking(goal, stopping);
        this.prefixes = new Prefixes(
                ranking, start.anchor().map(anchor -> new Prefixes.Start(anchor.logRoot(), start.standing())));
        this.freezer = new PrefixFreezer(goal, ranking, start.frozen());
        this.alerts = new AnchorAlerts(goal.spec().goalId());
        this.wants = new Wants(goal.spec().topic());
        this.segments = start.frozen();
        this.reached = store.highest();
        this.source = start.anchor().map(LastAnchor::source).orElse(Finality.Source.NONE);
        this.result = new FoldResult(source, 0, List.of(), List.of());
    }

    AnchoredGoal goal() {
        return goal;
    }

    /** What is frozen as far as the chain was folded. */
    List<Segment> segments() {
        return segments;
    }

    /** What was folded last; for any thread. */
    FoldResult result() {
        return result;
    }

    /** Takes what the chain holds now; {@link #fold} makes something of it. */
    void settled(Finality.Source from, List<SettledAnchor> anchors, int notYet) {
        int same = 0;
        while (same < Math.min(anchors.size(), settled.size())
                && anchors.get(same).equals(settled.get(same))) {
            same++;
        }
        source = from;
        settled = List.copyOf(anchors);
        unsettled = notYet;
        decided = List.copyOf(decided.subList(0, Math.min(same, decided.size())));
        int left = decided.isEmpty() ? 0 : decided.get(decided.size() - 1).segments();
        segments = List.copyOf(segments.subList(0, left));
    }

    /** Folds on as far as possible and freezes what came of it; whether it got that far. */
    boolean fold(PrefixSeeker seeker) {
        LogView log = goal.log();
        FoldPass pass = pass(log, listed);
        List<Decided> now = new ArrayList<>(decided);
        Optional<Step.Waiting> waiting = Optional.empty();
        while (now.size() < settled.size() && waiting.isEmpty()) {
            SettledAnchor anchor = settled.get(now.size());
            Step step = pass.next(anchor);
            if (step instanceof Step.Waiting waits) {
                waiting = Optional.of(waits);
            } else {
                now.add(new Decided(standing(anchor, step), pass.segments().size()));
            }
        }
        keep(pass.found());
        decided = now;
        segments = List.copyOf(pass.segments());
        wants.want(
                waiting.flatMap(Step.Waiting::wanted),
                waiting.map(Step.Waiting::missing).orElse(List.of()),
                seeker,
                ticker.nanos());
        listed = waiting.isPresent() ? listed : Optional.empty();
        boolean frozen = freezer.freeze(log, segments, lastAnchor());
        publish(waiting.map(Step.Waiting::detail).orElse(""));
        tidy();
        return frozen;
    }

    /** Asks a new seeker for what is wanted. */
    void seekAgain(PrefixSeeker seeker) {
        wants.again(seeker, ticker.nanos());
    }

    /** Whether {@code ids} are what was asked for, or nobody asks for that. */
    boolean offer(PrefixWanted wanted, List<Hash> ids) {
        boolean needed = wants.wanted().filter(wanted::equals).isPresent() && Prefix.size(segments) == wanted.from();
        if (!needed) {
            return true;
        }
        LogView log = goal.log();
        if (!ListedPrefix.leads(prefixes.edge(segments, log), wanted, ids)) {
            return false;
        }
        listed = Optional.of(ListedPrefix.of(wanted, Prefix.root(segments), ids));
        return true;
    }

    void refused(Hash contributionId) {
        if (refused.add(contributionId) && refused.size() > MAX_REFUSED) {
            refused.remove(refused.iterator().next());
        }
    }

    /**
     * See {@link Finalities#propose}.
     *
     * @throws IOException if it could not be written
     */
    Optional<Proposal> propose(List<SettledAnchor> sent, long beforeMs) throws IOException {
        FoldPass pass = pass(goal.log(), Optional.empty());
        List<SettledAnchor> before = new ArrayList<>(settled.subList(decided.size(), settled.size()));
        Set<SettledAnchor> known = new HashSet<>(settled);
        sent.stream().filter(anchor -> !known.contains(anchor)).forEach(before::add);
        for (SettledAnchor anchor : before) {
            if (pass.next(anchor) instanceof Step.Waiting) {
                return Optional.empty();
            }
        }
        Optional<Segment> proposed = pass.proposed(beforeMs);
        if (proposed.isPresent()) {
            store.append(pass.found());
            onTheirWay = List.copyOf(pass.segments());
        }
        return proposed.map(segment -> new Proposal(segment.to(), segment.root(), segment.leaderboardRoot()));
    }

    private FoldPass pass(LogView log, Optional<ListedPrefix> list) {
        FoldPass.Start start = new FoldPass.Start(segments, freezer.inPlace(segments), list, refused);
        return new FoldPass(goal.spec(), log, store, prefixes, start);
    }

    private static AnchorStanding standing(SettledAnchor anchor, Step step) {
        return step instanceof Step.Ignored ignored
                ? new AnchorStanding(anchor, ignored.state(), ignored.detail())
                : new AnchorStanding(anchor, AnchorStanding.State.FROZEN, "");
    }

    private Optional<LastAnchor> lastAnchor() {
        Optional<LastAnchor> last = Optional.empty();
        for (int i = decided.size() - 1; i >= 0 && last.isEmpty(); i--) {
            AnchorStanding standing = decided.get(i).standing();
            if (standing.state() == AnchorStanding.State.FROZEN) {
                SettledAnchor anchor = standing.anchor();
                last = Optional.of(new LastAnchor(
                        source, anchor.sequence(), anchor.size(), anchor.logRoot(), anchor.leaderboardRoot()));
            }
        }
        return last;
    }

    private void publish(String whyWaiting) {
        List<AnchorStanding> standings =
                new ArrayList<>(decided.stream().map(Decided::standing).toList());
        int first = standings.size();
        for (int i = first; i < settled.size(); i++) {
            String why = i == first
                    ? whyWaiting
                    : "waits for anchor " + settled.get(first).sequence();
            standings.add(new AnchorStanding(settled.get(i), AnchorStanding.State.PENDING, why));
        }
        List<Long> pendingSince = alerts.note(standings, ticker.nanos());
        result = new FoldResult(source, unsettled, List.copyOf(standings), pendingSince);
    }

    /** Finality goes on without the disk; a restart then asks peers. */
    private void keep(List<Segment> found) {
        try {
            store.append(found);
        } catch (IOException e) {
            notWritten(e);
        }
    }

    private void tidy() {
        if (Prefix.size(segments) < reached || result.waits()) {
            return;
        }
        reached = Prefix.size(segments);
        Set<Segment> needed = new LinkedHashSet<>(segments);
        needed.addAll(onTheirWay);
        try {
            store.compact(needed);
        } catch (IOException e) {
            notWritten(e);
        }
    }

    private void notWritten(IOException e) {
        LOG.atError()
                .setCause(e)
                .addKeyValue("goal", goal.spec().goalId())
                .log("Which entries an anchored prefix has could not be written");
    }
}
