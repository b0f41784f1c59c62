package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with a million entries that differ in a hundred find it in under 64 KiB, both ways together, and 10 round trips. */
class MillionEntriesTest {

    private static final int ENTRIES = 1_000_000;
    private static final int DIFFERENCES = 100;
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_ROUND_TRIPS = 10;
    private static final long FIRST_TIME = 1_790_000_000_000L;

    /** Round the Reconcile frame: length, type, session, topic, role. */
    private static final int FRAME_OVERHEAD = 48;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void differencesAnywhere(long seed) {
        run(seed, 50, false, 2_600);
    }

    /**
     * @param ours of the hundred, those that only the initiator has
     * @param gap most milliseconds between entries
     */
    @ParameterizedTest
    @Tag("proof")
    @CsvSource({
        "1, 50, false, 2600",
        "2, 50, false, 2600",
        "3, 50, false, 2600",
        "4, 50, false, 1",
        "5, 50, false, 30000",
        "6, 0, false, 2600",
        "7, 100, false, 2600",
        "8, 13, false, 2600",
        "9, 50, true, 2600",
        "10, 0, true, 2600",
        "11, 100, true, 1"
    })
    void differencesOfEveryKind(long seed, int ours, boolean clustered, int gap) {
        run(seed, ours, clustered, gap);
    }

    private static void run(long seed, int ours, boolean clustered, int gap) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> different = new HashSet<>();
        int start = random.nextInt(ENTRIES - DIFFERENCES);
        while (different.size() < DIFFERENCES) {
            different.add(clustered ? start + different.size() : random.nextInt(ENTRIES));
        }
        TwoSets sets = new TwoSets();
        long time = FIRST_TIME;
        int left = ours;
        for (int i = 0; i < ENTRIES; i++) {
            time += random.nextInt(gap);
            boolean mine = different.contains(i) && random.nextInt(different.size()) < left;
            sets.add(time, Entries.id(random), !different.remove(i) ? 3 : mine ? 1 : 2);
            left -= mine ? 1 : 0;
        }
        Exchange found = Exchange.run(new Initiator(sets.ours.tree()), new Responder(), sets.theirs.tree());
        int bytes = found.bytes + 2 * found.roundTrips * FRAME_OVERHEAD;
        System.out.printf(
                Locale.ROOT,
                "1,000,000 entries, %d and %d missing (seed %d, %s, up to %d ms apart): %,d bytes, %,d with frames, %d round trips%n",
                sets.onlyTheirs.size(),
                sets.onlyOurs.size(),
                seed,
                clustered ? "clustered" : "anywhere",
                gap,
                found.bytes,
                bytes,
                found.roundTrips);
        assertThat(sets.onlyOurs).hasSize(ours);
        assertThat(found.have).isEqualTo(sets.onlyOurs);
        assertThat(found.need).isEqualTo(sets.onlyTheirs);
        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(found.roundTrips).isLessThanOrEqualTo(MOST_ROUND_TRIPS);
    }
}
