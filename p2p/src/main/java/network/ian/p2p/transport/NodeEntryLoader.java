package network.ian.p2p.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.journal.StoredEntry;
import network.ian.core.node.Goal;
import network.ian.core.node.GoalView;
import network.ian.core.runtime.WorkerPool;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.EntryLoader;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.WireEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads entries from the goals' journals on a pool of its own, so that a slow disk holds up nothing else. */
final class NodeEntryLoader implements EntryLoader {

    private static final Logger LOG = LoggerFactory.getLogger(NodeEntryLoader.class);

    private final Map<Hash, Goal> goals;
    private final WorkerPool readers;
    private final ProtocolThread thread;

    /** @param goals by topic */
    NodeEntryLoader(Map<Hash, Goal> goals, WorkerPool readers, ProtocolThread thread) {
        this.goals = goals;
        this.readers = readers;
        this.thread = thread;
    }

    @Override
    public void load(GoalSet goal, List<Hash> ids, int budgetBytes, Consumer<List<FetchedItem>> loaded) {
        Optional<GoalView> view = goals.get(goal.topic()).view();
        boolean taken = view.isPresent()
                && readers.offer(() -> {
                    List<FetchedItem> items = read(view.get(), ids, budgetBytes);
                    thread.tell(() -> loaded.accept(items));
                });
        if (!taken) {
            thread.tell(() -> loaded.accept(List.of()));
        }
    }

    private static List<FetchedItem> read(GoalView view, List<Hash> ids, int budgetBytes) {
        List<FetchedItem> items = new ArrayList<>();
        long bytes = 0;
        try {
            for (Hash id : ids) {
                FetchedItem item = read(view, id);
                items.add(item);
                bytes += bytes(item);
                if (bytes > budgetBytes) {
                    break;
                }
            }
        } catch (RuntimeException | Error e) {
            // "Missing" would be a lie: what could not be read now may be asked for again. Whoever asks must be
            // answered.
            LOG.error("An entry that a peer asked for could not be read: {}", e.toString());
        }
        return items;
    }

    private static FetchedItem read(GoalView view, Hash id) {
        OptionalLong locator = view.log().locatorOf(id);
        if (locator.isEmpty()) {
            return new FetchedItem.Missing(id);
        }
        StoredEntry entry = view.entries().entry(locator.getAsLong());
        Optional<Bytes> body = view.body(entry);
        return body.<FetchedItem>map(
                        bytes -> new FetchedItem.Whole(new WireEntry(id, entry.header(), entry.signature(), bytes)))
                .orElseGet(() -> new FetchedItem.HeaderOnly(id, entry.header(), entry.signature()));
    }

    private static int bytes(FetchedItem item) {
        if (item instanceof FetchedItem.Whole whole) {
            return whole.entry().contentBytes();
        }
        return item instanceof FetchedItem.HeaderOnly header ? header.header().size() : Hash.SIZE;
    }
}
