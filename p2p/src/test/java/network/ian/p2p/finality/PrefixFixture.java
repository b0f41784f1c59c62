package network.ian.p2p.finality;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.p2p.wire.WireEntry;

/** Entries of which every tenth came too late for an anchor, and nodes that have frozen the others. */
final class PrefixFixture {

    static final int ENTRIES = 10_000;

    /** In key order; the last two are behind the prefix. */
    static final List<WireEntry> ALL = Ledger.entries(0, ENTRIES + 2);

    /** All but every tenth of the first {@link #ENTRIES}: those came too late for the anchor. */
    static final List<Hash> PREFIX = prefix(ENTRIES);

    private PrefixFixture() {}

    /** A node that holds everything and has frozen the prefix. */
    static AnchoredNode ahead(Net among) {
        return ahead(among, ENTRIES);
    }

    /** A node that holds the first {@code entries} and has frozen the prefix among them. */
    static AnchoredNode ahead(Net among, int entries) {
        AnchoredNode node = among.node();
        node.hold(ALL.subList(0, entries));
        node.freeze(prefix(entries));
        return node;
    }

    /** All but every tenth of the first {@code entries}. */
    static List<Hash> prefix(int entries) {
        List<Hash> ids = new ArrayList<>();
        for (int number = 0; number < entries; number++) {
            if (number % 10 != 3) {
                ids.add(ALL.get(number).id());
            }
        }
        return ids;
    }
}
