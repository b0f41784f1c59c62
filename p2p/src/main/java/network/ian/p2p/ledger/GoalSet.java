package network.ian.p2p.ledger;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.p2p.reconciliation.KeySumTree;
import network.ian.p2p.reconciliation.Keys;
import network.ian.p2p.wire.Head;

/**
 * The reconciled set of one goal: exactly the contributions that this node has admitted, in (timestamp_ms, id) order
 * whatever their log position (formats.md, "Reconciliation"). Owned by the protocol's thread.
 */
public final class GoalSet {

    private final Hash topic;
    private final String goalId;
    private final int maxPackBytes;
    private final Supplier<EntrySource> latest;
    private final BooleanSupplier open;
    private final KeySumTree sums;
    private EntrySource source;
    private Head head;
    private boolean headKnown;

    /**
     * @param maxPackBytes longest encoded pack of the goal
     * @param latest the goal's entries as of now
     * @param open whether the goal takes contributions in now
     */
    public GoalSet(Hash topic, String goalId, int maxPackBytes, Supplier<EntrySource> latest, BooleanSupplier open) {
        this.topic = topic;
        this.goalId = goalId;
        this.maxPackBytes = maxPackBytes;
        this.latest = latest;
        this.open = open;
        this.source = latest.get();
        this.sums = new KeySumTree(new Keys() {
            @Override
            public long timestampOf(int ordinal) {
                return source.timestampOf(ordinal);
            }

            @Override
            public Hash idOf(int ordinal) {
                return source.idOf(ordinal);
            }
        });
        refresh();
    }

    public Hash topic() {
        return topic;
    }

    public String goalId() {
        return goalId;
    }

    public int maxPackBytes() {
        return maxPackBytes;
    }

    /** Whether contributions are taken in now; a full disk or quota stops a goal on every path at once. */
    public boolean open() {
        return open.getAsBoolean();
    }

    /**
     * Takes in what was admitted since the last call: in O(log n) for each, or, where they are many beside what is there (the
     * first fill), in O(n) for all.
     *
     * @return the first new ordinal; those from there to {@link #size} are new
     */
    public int refresh() {
        int from = sums.size();
        EntrySource now = latest.get();
        headKnown &= now == source && now.entryCount() == from;
        source = now;
        sums.insertAll(from, now.entryCount());
        return from;
    }

    /** Entries in the set. */
    public int size() {
        return sums.size();
    }

    /** Whether an entry is admitted, also if it came after the last refresh. */
    public boolean contains(Hash id) {
        return source.ordinalOf(id).isPresent() || latest.get().ordinalOf(id).isPresent();
    }

    /** The entries that the set was last refreshed with. */
    public EntrySource source() {
        return source;
    }

    /** The entries in key order, with sums. */
    public KeySumTree sums() {
        return sums;
    }

    /** What this node says that it holds; the same object until that changes. */
    public Head head() {
        if (!headKnown) {
            head = headFrom(head);
            headKnown = true;
        }
        return head;
    }

    private Head headFrom(Head before) {
        // A log can change without a new entry: a deep merge ends, or another prefix freezes.
        int logSize = source.logSize();
        Hash root = source.rootAt(logSize);
        int frozen = source.frozenSize();
        boolean sameSet = before != null && before.entries() == size();
        boolean sameLog =
                sameSet && before.logSize() == logSize && before.logRoot().equals(root);
        if (sameLog && before.frozenSize() == frozen) {
            return before;
        }
        return new Head(topic, size(), sameSet ? before.set() : sums.fingerprint(0, size()), logSize, root, frozen);
    }
}
