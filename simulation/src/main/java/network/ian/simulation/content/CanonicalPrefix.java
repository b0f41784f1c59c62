package network.ian.simulation.content;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import network.ian.core.crypto.Hash;

/** The first entries of a set in (timestamp_ms, id) order. */
final class CanonicalPrefix {

    private CanonicalPrefix() {}

    /** The stand-in root of the first {@code size} of {@code numbers} in canonical order. */
    static Hash root(ContributionTable table, int[] numbers, int size) {
        Contribution[] sorted = Arrays.stream(numbers).mapToObj(table::get).toArray(Contribution[]::new);
        Arrays.sort(
                sorted,
                Comparator.comparingLong(Contribution::timestampMs)
                        .thenComparing(contribution -> contribution.entry().id()));
        long high = 0;
        long low = 0;
        for (int i = 0; i < size; i++) {
            ByteBuffer id = ByteBuffer.wrap(sorted[i].entry().id().view());
            high += id.getLong(0);
            low += id.getLong(8);
        }
        return Disk.stand(size, high, low);
    }
}
