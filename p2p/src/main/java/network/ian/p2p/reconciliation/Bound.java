package network.ian.p2p.reconciliation;

import java.util.Arrays;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;

/**
 * A point between keys: the least key that does not lie below it. Negentropy V1, "Bound".
 *
 * @param timestamp an unsigned number; all ones is {@link #INFINITY}
 * @param idPrefix 0 to 32 bytes; the bytes that are missing count as 0
 */
public record Bound(long timestamp, Bytes idPrefix) implements Comparable<Bound> {

    /** Below every key. */
    public static final Bound ZERO = new Bound(0, Bytes.EMPTY);

    /** Above every key. */
    public static final Bound INFINITY = new Bound(-1, Bytes.EMPTY);

    /** Whether this bound stands above every key. */
    public boolean infinite() {
        return timestamp == INFINITY.timestamp;
    }

    /** The shortest bound above the key of {@code before} and not above that of {@code after}, which comes next. */
    static Bound between(int before, int after, Keys keys) {
        long timestamp = keys.timestampOf(after);
        if (keys.timestampOf(before) != timestamp) {
            return new Bound(timestamp, Bytes.EMPTY);
        }
        byte[] id = keys.idOf(after).view();
        int common = Arrays.mismatch(keys.idOf(before).view(), id);
        return new Bound(timestamp, Bytes.wrap(Arrays.copyOf(id, common + 1)));
    }

    /** Whether the key of {@code ordinal} lies below this bound. */
    boolean isAbove(int ordinal, Keys keys) {
        int byTime = Long.compareUnsigned(keys.timestampOf(ordinal), timestamp);
        if (byTime != 0 || idPrefix.size() == 0) {
            return byTime < 0;
        }
        byte[] prefix = idPrefix.view();
        byte[] id = keys.idOf(ordinal).view();
        return Arrays.compareUnsigned(id, 0, prefix.length, prefix, 0, prefix.length) < 0;
    }

    @Override
    public int compareTo(Bound other) {
        int byTime = Long.compareUnsigned(timestamp, other.timestamp);
        return byTime != 0
                ? byTime
                : Arrays.compareUnsigned(
                        Arrays.copyOf(idPrefix.view(), Hash.SIZE), Arrays.copyOf(other.idPrefix.view(), Hash.SIZE));
    }
}
