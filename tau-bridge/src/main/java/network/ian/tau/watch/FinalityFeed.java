package network.ian.tau.watch;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Finalities;
import network.ian.core.finality.SettledAnchor;
import network.ian.core.view.Finality;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.chain.ChainAnchors;
import network.ian.tau.chain.ChainGoal;

/**
 * Tells {@link Finalities} what is settled of each goal, whenever that changes: with new blocks, another best chain, or time.
 * Nothing is settled for good; a clock that goes back unsettles. One thread tells, any thread marks.
 */
final class FinalityFeed {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);

    private final AnchorChains chains;
    private final Predicate<Hash> readsTau;
    private final Finalities finalities;
    private final Clock clock;
    private final Set<Hash> changed = ConcurrentHashMap.newKeySet();
    private final Map<Hash, Told> told = new HashMap<>();

    /** @param readsTau whether this node has read a goal's chain from a Tau node itself */
    FinalityFeed(AnchorChains chains, Predicate<Hash> readsTau, Finalities finalities, Clock clock) {
        this.chains = chains;
        this.readsTau = readsTau;
        this.finalities = finalities;
        this.clock = clock;
    }

    /** Has the topic looked at again. */
    void mark(Hash topic) {
        changed.add(topic);
    }

    /** Tells what changed; returns when to look again at the latest. */
    Duration tell() {
        long now = clock.millis();
        long next = Long.MAX_VALUE;
        for (ChainGoal goal : chains.goals()) {
            next = Math.min(next, tell(goal.topic(), now));
        }
        long wait = next == Long.MAX_VALUE ? LONGEST_WAIT.toMillis() : next - clock.millis();
        return Duration.ofMillis(Math.max(SHORTEST_WAIT.toMillis(), Math.min(LONGEST_WAIT.toMillis(), wait)));
    }

    private long tell(Hash topic, long now) {
        Finality.Source source = readsTau.test(topic) ? Finality.Source.TAU : Finality.Source.PEERS;
        Told before = told.get(topic);
        boolean marked = changed.remove(topic);
        if (before != null && !marked && before.holds(source, now)) {
            return before.nextSettleMs;
        }
        try {
            ChainAnchors anchors = chains.anchors(topic);
            Told after = new Told(
                    source,
                    anchors.settled(),
                    anchors.unsettled(),
                    now,
                    anchors.nextSettleMs().orElse(Long.MAX_VALUE));
            if (before == null || !after.saysTheSame(before)) {
                finalities.settled(topic, source, after.settled, after.unsettled);
            }
            told.put(topic, after);
            return after.nextSettleMs;
        } catch (RuntimeException | Error e) {
            changed.add(topic);
            throw e;
        }
    }

    private record Told(
            Finality.Source source, List<SettledAnchor> settled, int unsettled, long atMs, long nextSettleMs) {

        boolean holds(Finality.Source sourceNow, long now) {
            return source == sourceNow && now >= atMs && now < nextSettleMs;
        }

        boolean saysTheSame(Told other) {
            return source == other.source && unsettled == other.unsettled && settled.equals(other.settled);
        }
    }
}
