package network.ian.p2p.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.WireEntry;

/** Answers fetches from a store, but for what it is told to withhold, after half a millisecond. */
final class FakeDisk {

    private final Wiring wiring;
    private final EntryStore store;
    private final Set<Hash> withheld = new HashSet<>();
    private final List<Hash> loaded = new ArrayList<>();
    private final Set<Hash> bodiless = new HashSet<>();
    private boolean silent;

    FakeDisk(Wiring wiring, EntryStore store) {
        this.wiring = wiring;
        this.store = store;
    }

    void load(List<Hash> ids, int budget, Consumer<List<FetchedItem>> loaded) {
        if (silent) {
            return;
        }
        List<FetchedItem> items = new ArrayList<>();
        int bytes = 0;
        for (Hash wanted : ids) {
            FetchedItem item = item(wanted);
            items.add(item);
            bytes += item instanceof FetchedItem.Whole whole ? whole.entry().contentBytes() : 0;
            if (bytes > budget) {
                break;
            }
        }
        wiring.after(500_000, () -> loaded.accept(items));
    }

    /** Reads nothing from its disk any more: fetches stay without an answer. */
    void silent(boolean quiet) {
        silent = quiet;
    }

    void withhold(Hash entry) {
        withheld.add(entry);
    }

    void withholdNothing() {
        withheld.clear();
    }

    /** How often it was asked for an entry. */
    int fetchesOf(Hash entry) {
        return Collections.frequency(loaded, entry);
    }

    void dropBody(Hash entry) {
        bodiless.add(entry);
    }

    private FetchedItem item(Hash wanted) {
        loaded.add(wanted);
        WireEntry entry = store.get(wanted);
        if (entry == null || withheld.contains(wanted)) {
            return new FetchedItem.Missing(wanted);
        }
        return bodiless.contains(wanted)
                ? new FetchedItem.HeaderOnly(wanted, entry.header(), entry.signature())
                : new FetchedItem.Whole(entry);
    }
}
