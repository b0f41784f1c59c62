package network.ian.tau.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.tau.commit.ChainLookup.Found;

/**
 * What the verified chain says at one moment, by goal: goals of one network may believe different validators, and so see
 * different best chains.
 */
final class ChainReading {

    /** How an entry stands on the chain. */
    enum Standing {
        /** No chain has its sequence number. */
        ABSENT,
        /** It is there, perhaps as a malleated twin: what it says is what counts. */
        CONFIRMED,
        /** As {@link #CONFIRMED}, and settled for every goal whose chain has it. */
        SETTLED,
        /** Its sequence number carries something else. */
        FOREIGN,
        /** As {@link #FOREIGN}, and settled. */
        FOREIGN_SETTLED
    }

    private final Map<Hash, NavigableMap<Long, Found>> byTopic = new HashMap<>();
    private final Map<Long, Standing> standings = new HashMap<>();

    private ChainReading() {}

    static ChainReading of(ChainLookup chain, List<CommitGoal> goals, long from) {
        ChainReading reading = new ChainReading();
        for (CommitGoal goal : goals) {
            NavigableMap<Long, Found> bySequence = new TreeMap<>();
            chain.from(goal.topic(), from).forEach(found -> bySequence.put(found.sequence(), found));
            reading.byTopic.put(goal.topic(), bySequence);
        }
        return reading;
    }

    Standing standing(OutboxEntry entry) {
        return standings.computeIfAbsent(entry.sequence(), any -> look(entry));
    }

    private Standing look(OutboxEntry entry) {
        List<Found> there = at(entry).toList();
        Map<Hash, Boolean> same = new HashMap<>();
        List<Found> ours = there.stream()
                .filter(found -> same.computeIfAbsent(
                        found.transaction(), any -> found.anchors().equals(entry.anchors())))
                .toList();
        if (!ours.isEmpty()) {
            return ours.stream().allMatch(Found::settled) ? Standing.SETTLED : Standing.CONFIRMED;
        }
        if (there.isEmpty()) {
            return Standing.ABSENT;
        }
        return there.stream().allMatch(Found::settled) ? Standing.FOREIGN_SETTLED : Standing.FOREIGN;
    }

    /** The highest sequence number on any chain; -1 if there is none. */
    long highest() {
        return byTopic.values().stream()
                .filter(found -> !found.isEmpty())
                .mapToLong(NavigableMap::lastKey)
                .max()
                .orElse(-1);
    }

    /** The chains of the goals that the entry is about; of all, if those are not here any more. */
    private Stream<Found> at(OutboxEntry entry) {
        List<NavigableMap<Long, Found>> own = entry.commits()
                .map(commit -> byTopic.get(commit.topic()))
                .filter(Objects::nonNull)
                .toList();
        return (own.isEmpty() ? byTopic.values() : own)
                .stream()
                        .map(found -> Optional.ofNullable(found.get(entry.sequence())))
                        .flatMap(Optional::stream);
    }
}
