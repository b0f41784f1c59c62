package network.ian.tau.commit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.core.crypto.Hash;

/**
 * All that the committer must not forget. Immutable.
 *
 * @param sender the committer's public key, hex
 * @param lastSequence highest sequence number among entries that were dropped; -1 if none was
 * @param entries ascending by sequence number
 * @param goals by topic: what dropped entries said of each goal
 */
record OutboxContent(String sender, long lastSequence, List<OutboxEntry> entries, SortedMap<Hash, GoalMemory> goals) {

    /**
     * What is remembered of a goal beyond its entries.
     *
     * @param sequence of its largest anchor that was dropped after it had settled
     * @param size of that anchor
     */
    public record GoalMemory(long sequence, int size, Hash logRoot) {}

    public OutboxContent {
        entries = List.copyOf(entries);
        goals = Collections.unmodifiableSortedMap(new TreeMap<>(goals));
    }

    /** Nothing was ever signed. */
    static OutboxContent empty(String sender) {
        return new OutboxContent(sender, -1, List.of(), new TreeMap<>());
    }

    /** The highest sequence number that was ever signed; -1 if none was. */
    long highest() {
        return entries.isEmpty()
                ? lastSequence
                : Math.max(lastSequence, entries.get(entries.size() - 1).sequence());
    }

    Optional<OutboxEntry> at(long sequence) {
        return entries.stream().filter(entry -> entry.sequence() == sequence).findFirst();
    }

    /** Largest prefix of a goal that entries or dropped ones anchor; 0 if none does. */
    int anchoredSize(Hash topic) {
        int dropped = goals.containsKey(topic) ? goals.get(topic).size() : 0;
        return entries.stream()
                .flatMap(entry -> entry.commit(topic).stream())
                .mapToInt(commit -> commit.size())
                .reduce(dropped, Math::max);
    }

    /** Whether a transaction that was signed here registers the goal. */
    boolean registers(Hash topic) {
        return goals.containsKey(topic)
                || entries.stream().anyMatch(entry -> entry.registers().anyMatch(topic::equals));
    }

    /** With {@code entry} added, or in the place of the one with its sequence number. */
    OutboxContent with(OutboxEntry entry) {
        List<OutboxEntry> all = new ArrayList<>(entries);
        all.removeIf(old -> old.sequence() == entry.sequence());
        int at = 0;
        while (at < all.size() && all.get(at).sequence() < entry.sequence()) {
            at++;
        }
        all.add(at, entry);
        return new OutboxContent(sender, lastSequence, all, goals);
    }

    /** Without an entry that settled: what it said of each goal is remembered. */
    OutboxContent settled(OutboxEntry entry) {
        SortedMap<Hash, GoalMemory> memories = new TreeMap<>(goals);
        entry.commits().forEach(commit -> {
            GoalMemory before = memories.get(commit.topic());
            if (before == null || before.size() < commit.size()) {
                memories.put(commit.topic(), new GoalMemory(entry.sequence(), commit.size(), commit.logRoot()));
            }
        });
        return new OutboxContent(sender, Math.max(lastSequence, entry.sequence()), without(entry.sequence()), memories);
    }

    /** Without an entry whose sequence number somebody else used: what it said stands nowhere. */
    OutboxContent lost(OutboxEntry entry) {
        return new OutboxContent(sender, Math.max(lastSequence, entry.sequence()), without(entry.sequence()), goals);
    }

    private List<OutboxEntry> without(long sequence) {
        return entries.stream().filter(entry -> entry.sequence() != sequence).toList();
    }
}
