package network.ian.simulation.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.WireEntry;

/** Every contribution of the run, so that to judge one is to look it up. */
public final class ContributionTable {

    private final List<Contribution> all = new ArrayList<>();
    private final Map<Hash, Contribution> byId = new HashMap<>();

    /** Takes in a new contribution. */
    public Contribution add(WireEntry entry, Hash topic, long timestampMs, boolean admissible, boolean counted) {
        Contribution contribution = new Contribution(all.size(), entry, topic, timestampMs, admissible, counted);
        if (byId.putIfAbsent(entry.id(), contribution) != null) {
            throw new IllegalArgumentException("two contributions with one id");
        }
        all.add(contribution);
        return contribution;
    }

    public int size() {
        return all.size();
    }

    public Contribution get(int number) {
        return all.get(number);
    }

    /** Contributions to any goal but one. */
    public long countOthers(Hash topic) {
        return all.stream()
                .filter(contribution -> !contribution.topic().equals(topic))
                .count();
    }

    /** The contribution with that id; null if nobody ever signed one. */
    public Contribution find(Hash id) {
        return byId.get(id);
    }
}
