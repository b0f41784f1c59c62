package network.ian.simulation.node;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.EntryLoader;
import network.ian.p2p.port.Timers;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.WireEntry;
import network.ian.simulation.content.ContributionTable;
import network.ian.simulation.content.Disk;
import network.ian.simulation.content.Shelf;

/** Reads entries from a simulated disk in half a millisecond. */
final class DiskLoader implements EntryLoader {

    private static final long READ_NANOS = 500_000;

    private final Timers timers;
    private final Shelf shelf;
    private final ContributionTable table;

    DiskLoader(Timers timers, Shelf shelf, ContributionTable table) {
        this.timers = timers;
        this.shelf = shelf;
        this.table = table;
    }

    @Override
    public void load(GoalSet goal, List<Hash> ids, int budgetBytes, Consumer<List<FetchedItem>> loaded) {
        Disk disk = shelf.disk(goal.topic());
        EntrySource source = disk.view();
        List<FetchedItem> items = new ArrayList<>();
        int bytes = 0;
        for (Hash id : ids) {
            OptionalInt ordinal = source.ordinalOf(id);
            if (ordinal.isEmpty()) {
                items.add(new FetchedItem.Missing(id));
                continue;
            }
            WireEntry entry = table.get(disk.numberAt(ordinal.getAsInt())).entry();
            items.add(new FetchedItem.Whole(entry));
            bytes += entry.contentBytes();
            if (bytes > budgetBytes) {
                break;
            }
        }
        timers.after(READ_NANOS, () -> loaded.accept(items));
    }
}
