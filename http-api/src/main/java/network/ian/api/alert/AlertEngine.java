package network.ian.api.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluates the rules over the samples it is given, and remembers since when each holds. One thread. */
final class AlertEngine {

    private final RuleBook rules;
    private final SeriesStore store;
    private final Map<Key, Long> since = new HashMap<>();

    private record Key(AlertRule rule, Labels labels) {}

    /**
     * A rule that holds for a series.
     *
     * @param sample what its expression comes to
     * @param sinceMs since when it holds without a break, in the store's time
     * @param firing whether it has held for as long as the rule asks; else it is pending
     */
    record Active(AlertRule rule, Sample sample, long sinceMs, boolean firing) {}

    /** @param intervalMs between two evaluations */
    AlertEngine(RuleBook rules, long intervalMs) {
        this.rules = rules;
        this.store = new SeriesStore(rules.reaches(), intervalMs);
    }

    /** Where samples are put before {@link #evaluate}. */
    SeriesStore store() {
        return store;
    }

    /**
     * What holds now, in the rules' order.
     *
     * @param atMs of the samples added last
     * @param wallSeconds since the epoch
     */
    List<Active> evaluate(long atMs, double wallSeconds) {
        Moment moment = new Moment(store, atMs, wallSeconds);
        for (RuleBook.Recorded recorded : rules.recorded()) {
            recorded.expression()
                    .evaluate(moment)
                    .forEach(sample -> store.add(recorded.name(), sample.labels(), atMs, sample.value()));
            store.endOthers(recorded.name(), atMs);
        }
        List<Active> active = new ArrayList<>();
        Set<Key> holding = new HashSet<>();
        for (AlertRule rule : rules.alerts()) {
            for (Sample sample : rule.expression().evaluate(moment)) {
                Key key = new Key(rule, sample.labels());
                holding.add(key);
                long start = since.computeIfAbsent(key, first -> atMs);
                active.add(new Active(
                        rule, sample, start, atMs - start >= rule.hold().toMillis()));
            }
        }
        since.keySet().retainAll(holding);
        return active;
    }
}
