package network.ian.p2p.gossip;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.ClockWindow;
import network.ian.p2p.ledger.EntrySource;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.WireEntry;

/** Finds what clients posted here among a goal's new entries, and reads it from disk to be spread. */
final class Origination {

    static final int MAX_QUEUED = 1_024;
    private static final int LOAD_BYTES = 1 << 20;
    private static final long RETRY_NANOS = 200_000_000L;
    private static final int TRIES = 5;

    private final GoalSet goal;
    private final Surroundings around;
    private final Predicate<Hash> fromPeers;
    private final Consumer<WireEntry> originate;
    private final ArrayDeque<Hash> queue = new ArrayDeque<>();
    private boolean loading;
    private int failures;

    /**
     * @param fromPeers whether an entry came from peers or was spread already
     * @param originate takes each entry that is to be spread
     */
    Origination(GoalSet goal, Surroundings around, Predicate<Hash> fromPeers, Consumer<WireEntry> originate) {
        this.goal = goal;
        this.around = around;
        this.fromPeers = fromPeers;
        this.originate = originate;
    }

    /** Entries from {@code firstOrdinal} on are new. Beyond the bound the newest are dropped: reconciliation carries them. */
    void grown(int firstOrdinal) {
        EntrySource source = goal.source();
        long oldest = around.clock().millis() - ClockWindow.MAX_AGE_MS;
        for (int ordinal = firstOrdinal; ordinal < goal.size() && queue.size() < MAX_QUEUED; ordinal++) {
            if (source.timestampOf(ordinal) >= oldest) {
                Hash id = source.idOf(ordinal);
                if (!fromPeers.test(id)) {
                    queue.add(id);
                }
            }
        }
        loadNext();
    }

    private void loadNext() {
        if (loading || queue.isEmpty()) {
            return;
        }
        loading = true;
        around.loader().load(goal, List.copyOf(queue), LOAD_BYTES, this::loaded);
    }

    private void loaded(List<FetchedItem> items) {
        loading = false;
        if (items.isEmpty()) {
            nothingRead();
            return;
        }
        failures = 0;
        List<FetchedItem> read = new ArrayList<>(items);
        // The loader keeps the order and leaves out only the end, so what it names is the head of the queue.
        read.forEach(item -> queue.poll());
        for (FetchedItem item : read) {
            // A peer may have brought it in the meantime, or its judgement's end was told after the set had grown.
            if (item instanceof FetchedItem.Whole whole && !fromPeers.test(item.id())) {
                originate.accept(whole.entry());
            }
        }
        loadNext();
    }

    /** The disk gives nothing now. What cannot be read for long is left to reconciliation. */
    private void nothingRead() {
        if (++failures >= TRIES) {
            failures = 0;
            queue.poll();
        }
        around.timers().after(RETRY_NANOS, this::loadNext);
    }
}
