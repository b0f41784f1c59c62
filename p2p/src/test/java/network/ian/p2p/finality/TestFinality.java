package network.ian.p2p.finality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.PrefixWanted;
import network.ian.p2p.port.AnchoredPrefixes;

/** Freezes a prefix as soon as its list is known and all that it names is held. */
final class TestFinality implements AnchoredPrefixes {

    private final Net net;
    private final Ledger ledger;
    private final Supplier<Anchoring> anchoring;
    private final List<Hash> refused = new ArrayList<>();
    private List<Hash> prefix = List.of();
    private int falseLists;
    private boolean overloaded;

    TestFinality(Net net, Ledger ledger, Supplier<Anchoring> anchoring) {
        this.net = net;
        this.ledger = ledger;
        this.anchoring = anchoring;
    }

    @Override
    public void offer(Hash topic, PrefixWanted wanted, List<Hash> ids, Consumer<Taken> taken) {
        net.after(1_000_000, () -> {
            List<Hash> whole = new ArrayList<>(ledger.frozen().subList(0, wanted.from()));
            whole.addAll(ids);
            boolean leads = whole.size() == wanted.size() && Ledger.root(whole).equals(wanted.root());
            falseLists += leads ? 0 : 1;
            taken.accept(leads ? Taken.GOOD : Taken.FALSE);
            if (leads && !overloaded) {
                anchoring.get().forget(topic);
                prefix = whole;
                anchoring.get().fetch(topic, missing());
                fold();
            }
        });
    }

    @Override
    public void refused(Hash topic, Hash contributionId) {
        refused.add(contributionId);
    }

    /** Freezes if nothing is missing. */
    void fold() {
        if (prefix.size() > ledger.frozen().size() && missing().isEmpty()) {
            ledger.freeze(prefix);
        }
    }

    /** Says that lists are good, and makes nothing of them. */
    void overloaded(boolean much) {
        overloaded = much;
    }

    List<Hash> refused() {
        return refused;
    }

    int falseLists() {
        return falseLists;
    }

    private List<Hash> missing() {
        return prefix.stream().filter(id -> !ledger.holds(id)).toList();
    }
}
