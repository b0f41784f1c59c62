package network.ian.core.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.event.GoalEvent;
import network.ian.core.event.GoalEvents;
import network.ian.core.finality.Freezing;
import network.ian.core.goal.GoalSpec;
import network.ian.core.journal.Journal;
import network.ian.core.journal.JournalPosition;
import network.ian.core.journal.StoredEntry;
import network.ian.core.log.AddResult;
import network.ian.core.log.Entry;
import network.ian.core.log.GoalLog;
import network.ian.core.log.LogChange;
import network.ian.core.log.LogView;
import network.ian.core.projection.Leaderboard;
import network.ian.core.projection.Ranked;
import network.ian.core.state.LastAnchor;

/**
 * What follows from the journal: log, leaderboard, view. Owned by the goal's writer thread; only {@link #view} may be
 * called by others.
 */
final class Projector {

    private final GoalSpec spec;
    private final GoalLog log;
    private final Leaderboard leaderboard;
    private final SponsoredEntries sponsored;
    private final EntryReader entries;
    private final GoalEvents events;
    private Optional<LastAnchor> anchor;
    private volatile GoalView view;

    /**
     * @param journal that the log and the leaderboard were folded from
     * @param anchor that the log's frozen prefix ends with
     */
    Projector(
            GoalSpec spec,
            GoalLog log,
            Leaderboard leaderboard,
            SponsoredEntries sponsored,
            Journal journal,
            GoalEvents events,
            Optional<LastAnchor> anchor) {
        this.spec = spec;
        this.log = log;
        this.leaderboard = leaderboard;
        this.sponsored = sponsored;
        this.entries = new EntryReader(journal);
        this.events = events;
        this.anchor = anchor;
        this.view = viewAt(journal.position());
    }

    GoalView view() {
        return view;
    }

    Hash topic() {
        return spec.topic();
    }

    /**
     * Parts a group: what is new, and what is the same as something earlier in the group. What the log has already is
     * answered here.
     */
    Parted part(List<WriterTask.Append> group) {
        Parted parted = new Parted(new ArrayList<>(group.size()), new ArrayList<>());
        Set<Hash> ids = new HashSet<>();
        Set<SponsoredKey> pairs = new HashSet<>();
        for (WriterTask.Append append : group) {
            Optional<StoredEntry> existing = existing(append);
            if (existing.isPresent()) {
                OptionalInt position = view.log().positionOf(existing.get().id());
                append.answer().complete(Answers.duplicate(spec, existing.get(), position));
            } else {
                boolean newId = ids.add(append.contribution().signed().id());
                boolean newPair = sponsoredKey(append).map(pairs::add).orElse(true) || !append.unsignedHere();
                (newId && newPair ? parted.fresh : parted.again).add(append);
            }
        }
        return parted;
    }

    /** Takes over what became durable, publishes it, answers it, tells it. */
    void integrate(List<WriterTask.Append> group, long[] locators, JournalPosition position) {
        List<Entry> batch = new ArrayList<>(group.size());
        for (int i = 0; i < locators.length; i++) {
            Header header = group.get(i).contribution().signed().header();
            batch.add(new Entry(group.get(i).contribution().signed().id(), header.timestampMs(), locators[i]));
        }
        AddResult result = log.add(batch);
        boolean ranked = false;
        for (int i = 0; i < locators.length; i++) {
            AddResult.Added added = result.entries().get(i);
            ranked |= enter(group.get(i), added);
        }
        publish(position);
        answer(group, result);
        tell(result.change(), ranked);
    }

    /** Takes over what a deep merge brought into the order. */
    void merged(LogChange change, JournalPosition position) {
        boolean ranked = false;
        for (int ordinal : change.placed()) {
            StoredEntry entry = entries.entry(log.view().locatorOf(ordinal));
            ranked |= Ranked.offer(leaderboard, spec, ordinal, entry);
        }
        publish(position);
        tellPlaced(change);
        tell(change, ranked);
    }

    /** Replaces the frozen prefix; false, with nothing changed, if that changes the order and no ranking over it was given. */
    boolean freeze(Freezing freezing, JournalPosition position) {
        if (log.refreezeInPlace(freezing.keep(), freezing.more())) {
            anchor = freezing.anchor();
            publish(position);
            return true;
        }
        if (freezing.ranking().isEmpty()) {
            return false;
        }
        Hash rankedBefore = view.leaderboard().root();
        LogChange change = log.refreeze(freezing.keep(), freezing.more());
        rankAnew(freezing.ranking().get());
        anchor = freezing.anchor();
        publish(position);
        tellPlaced(change);
        tell(change, !view.leaderboard().root().equals(rankedBefore));
        return true;
    }

    /** Folds the leaderboard anew from the journal. */
    void rankAnew(JournalPosition position) {
        LogView now = log.view();
        leaderboard.clear();
        entries.each(row -> {
            OptionalInt ordinal = now.ordinalOf(row.id());
            if (ordinal.isPresent() && now.positionOf(ordinal.getAsInt()).isPresent()) {
                Ranked.offer(leaderboard, spec, ordinal.getAsInt(), row.toStored());
            }
        });
        publish(position);
        events.publish(new GoalEvent.LeaderboardUpdate(
                spec.goalId(), view.leaderboard().root()));
    }

    /** Takes over a ranking and folds in what came into the order since. */
    private void rankAnew(Freezing.Ranking ranking) {
        leaderboard.rebuild(ranking.standing());
        LogView now = log.view();
        IntStream waited = IntStream.of(ranking.over().pending());
        IntStream arrived = IntStream.range(ranking.over().entryCount(), now.entryCount());
        IntStream.concat(waited, arrived)
                .filter(ordinal -> now.positionOf(ordinal).isPresent())
                .forEach(ordinal -> Ranked.offer(leaderboard, spec, ordinal, entries.entry(now.locatorOf(ordinal))));
    }

    private void tellPlaced(LogChange change) {
        for (int ordinal : change.placed()) {
            StoredEntry entry = entries.entry(view.log().locatorOf(ordinal));
            view.log().positionOf(ordinal).ifPresent(at -> events.publish(added(entry, at)));
        }
    }

    private void publish(JournalPosition position) {
        view = viewAt(position);
        events.publishView();
    }

    private GoalView viewAt(JournalPosition position) {
        return new GoalView(log.view(), leaderboard.view(), log.pendingCount(), position, anchor, entries);
    }

    private Optional<StoredEntry> existing(WriterTask.Append append) {
        OptionalLong locator =
                log.view().locatorOf(append.contribution().signed().id());
        if (locator.isPresent()) {
            return Optional.of(entries.entry(locator.getAsLong()));
        }
        return append.unsignedHere()
                ? sponsoredKey(append).flatMap(key -> sponsored.find(key, log.view(), entries))
                : Optional.empty();
    }

    private boolean enter(WriterTask.Append append, AddResult.Added added) {
        sponsoredKey(append).ifPresent(key -> sponsored.add(key.fingerprint(), added.ordinal()));
        return added.outcome() == AddResult.Outcome.PLACED
                && Ranked.offer(
                        leaderboard,
                        spec,
                        added.ordinal(),
                        append.contribution().signed(),
                        append.outcome().metrics().orElseThrow());
    }

    private void answer(List<WriterTask.Append> group, AddResult result) {
        for (int i = 0; i < group.size(); i++) {
            WriterTask.Append append = group.get(i);
            OptionalInt position = view.log().positionOf(result.entries().get(i).ordinal());
            append.answer().complete(Answers.accepted(append.outcome(), position));
            position.ifPresent(at -> events.publish(new GoalEvent.ContributionAdded(
                    spec.goalId(),
                    append.outcome().contributionId(),
                    append.contribution().signed().header().contributorId(),
                    append.outcome().packHash(),
                    at,
                    append.outcome().score().orElseThrow(),
                    append.outcome().metrics().orElseThrow())));
        }
    }

    private void tell(LogChange change, boolean ranked) {
        if (change.reorders()) {
            events.publish(new GoalEvent.LogReorg(
                    spec.goalId(),
                    change.lowestChanged(),
                    view.log().size(),
                    view.log().root()));
        }
        if (ranked) {
            events.publish(new GoalEvent.LeaderboardUpdate(
                    spec.goalId(), view.leaderboard().root()));
        }
    }

    private GoalEvent added(StoredEntry entry, int position) {
        return new GoalEvent.ContributionAdded(
                spec.goalId(),
                entry.id(),
                header(entry).contributorId(),
                entry.packHash(),
                position,
                spec.ranking().score(entry.metrics()),
                entry.metrics());
    }

    private static Optional<SponsoredKey> sponsoredKey(WriterTask.Append append) {
        Header header = append.contribution().signed().header();
        return header.sponsored() ? Optional.of(SponsoredKey.of(header)) : Optional.empty();
    }

    /**
     * A group parted.
     *
     * @param fresh in no way known
     * @param again the same as one of {@code fresh}; to be looked at once those are in
     */
    record Parted(List<WriterTask.Append> fresh, List<WriterTask.Append> again) {}

    /** The header of a stored entry; it was checked when it was admitted. */
    static Header header(StoredEntry entry) {
        return HeaderCodec.decode(entry.header());
    }
}
