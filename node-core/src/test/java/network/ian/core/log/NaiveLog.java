package network.ian.core.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.ReferenceTree;

/** The log as the design words it: sets, sorted anew whenever they are asked. */
final class NaiveLog {

    static final Comparator<Entry> BY_KEY =
            Comparator.comparingLong(Entry::timestampMs).thenComparing(Entry::id);

    final int deepestDirect;
    final List<Entry> arrived = new ArrayList<>();
    final List<Entry> pending = new ArrayList<>();
    List<Entry> frozen = new ArrayList<>();
    private final Set<Hash> known = new HashSet<>();

    NaiveLog(int deepestDirect) {
        this.deepestDirect = deepestDirect;
    }

    boolean knows(Entry entry) {
        return known.contains(entry.id());
    }

    int ordinalOf(Entry entry) {
        return arrived.indexOf(entry);
    }

    List<Entry> order() {
        Set<Entry> elsewhere = new HashSet<>(pending);
        elsewhere.addAll(frozen);
        List<Entry> order = new ArrayList<>(frozen);
        arrived.stream().filter(e -> !elsewhere.contains(e)).sorted(BY_KEY).forEach(order::add);
        return order;
    }

    void add(List<Entry> batch) {
        List<Entry> before = order();
        for (Entry entry : batch) {
            if (known.add(entry.id())) {
                arrived.add(entry);
                int landing = frozen.size();
                while (landing < before.size() && BY_KEY.compare(before.get(landing), entry) < 0) {
                    landing++;
                }
                if (before.size() - landing > deepestDirect) {
                    pending.add(entry);
                }
            }
        }
    }

    static Hash root(List<Entry> order) {
        return ReferenceTree.root(order.stream().map(e -> e.id().view()).toList());
    }
}
