package network.ian.simulation.content;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.ledger.EntrySource;
import network.ian.simulation.event.InvariantViolation;

/**
 * What of one goal at a node survives a crash: the numbers of its admitted contributions in order of arrival. Entries can be
 * added and never taken away.
 */
public final class Disk {

    private static final int ABSENT = 0;

    private final ContributionTable table;
    private int[] numbers = new int[64];
    private int[] ordinalPlusOne = new int[64];
    private int count;
    private long sumHigh;
    private long sumLow;
    private View view;

    Disk(ContributionTable table) {
        this.table = table;
    }

    /** Appends a contribution. */
    public void add(Contribution contribution) {
        if (!contribution.admissible() || holds(contribution.number())) {
            throw new InvariantViolation("contribution " + contribution.number() + " is inadmissible or held already");
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        if (contribution.number() >= ordinalPlusOne.length) {
            ordinalPlusOne = Arrays.copyOf(ordinalPlusOne, Math.max(contribution.number() + 1, count * 2));
        }
        numbers[count++] = contribution.number();
        ordinalPlusOne[contribution.number()] = count;
        ByteBuffer id = ByteBuffer.wrap(contribution.entry().id().view());
        sumHigh += id.getLong(0);
        sumLow += id.getLong(8);
    }

    /** Whether a contribution is admitted here. */
    public boolean holds(int number) {
        return number < ordinalPlusOne.length && ordinalPlusOne[number] != ABSENT;
    }

    public int count() {
        return count;
    }

    /** The number in the table of the contribution that came as {@code ordinal}-th, from 0. */
    public int numberAt(int ordinal) {
        return numbers[ordinal];
    }

    /** Whether two disks hold the same contributions. */
    public boolean sameAs(Disk other) {
        return count == other.count && sumHigh == other.sumHigh && sumLow == other.sumLow;
    }

    /** What the disk holds now; does not change when entries are added. */
    public EntrySource view() {
        if (view == null || view.entries != count) {
            view = new View(count, sumHigh, sumLow);
        }
        return view;
    }

    private final class View implements EntrySource {

        private final int entries;
        private final long high;
        private final long low;
        private Hash root;

        View(int entries, long high, long low) {
            this.entries = entries;
            this.high = high;
            this.low = low;
        }

        @Override
        public int entryCount() {
            return entries;
        }

        @Override
        public long timestampOf(int ordinal) {
            return table.get(numbers[ordinal]).timestampMs();
        }

        @Override
        public Hash idOf(int ordinal) {
            return table.get(numbers[ordinal]).entry().id();
        }

        @Override
        public OptionalInt ordinalOf(Hash id) {
            Contribution contribution = table.find(id);
            return contribution != null && holds(contribution.number())
                    ? OptionalInt.of(ordinalPlusOne[contribution.number()] - 1)
                    : OptionalInt.empty();
        }

        @Override
        public int logSize() {
            return entries;
        }

        /**
         * A stand-in for the Merkle root, equal for equal sets in canonical order: a hash of the sum of the ids. The whole
         * log's is kept ready; a shorter prefix is sorted out anew.
         */
        @Override
        public Hash rootAt(int size) {
            if (size < 0 || size > entries) {
                throw new IndexOutOfBoundsException(size);
            }
            if (size < entries) {
                return CanonicalPrefix.root(table, Arrays.copyOf(numbers, entries), size);
            }
            if (root == null) {
                root = stand(entries, high, low);
            }
            return root;
        }
    }

    static Hash stand(int size, long high, long low) {
        return Sha256.of(
                ByteBuffer.allocate(20).putInt(size).putLong(high).putLong(low).array());
    }
}
