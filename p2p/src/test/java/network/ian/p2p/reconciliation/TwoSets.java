package network.ian.p2p.reconciliation;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import network.ian.core.crypto.Hash;

/** Two sets, and what differs between them. */
final class TwoSets {

    /** How the sets differ. */
    enum Shape {
        EQUAL,
        DISJOINT,
        OURS_EMPTY,
        THEIRS_EMPTY,
        ONE_EACH,
        SCATTERED,
        CLUSTERED,
        OURS_INCLUDES,
        THEIRS_INCLUDES,
        HALVES
    }

    /** How the keys lie. */
    enum Times {
        SPREAD,
        DENSE,
        EQUAL;

        private static final List<Times> ALL = List.of(values());

        static Times any(Random random) {
            return ALL.get(random.nextInt(ALL.size()));
        }
    }

    final Entries ours = new Entries();
    final Entries theirs = new Entries();
    final Set<Hash> onlyOurs = new HashSet<>();
    final Set<Hash> onlyTheirs = new HashSet<>();

    static TwoSets random(Random random, int size, Shape shape, Times times) {
        TwoSets sets = new TwoSets();
        long time = 1L + random.nextInt(1000);
        int cluster = random.nextInt(Math.max(1, size));
        for (int i = 0; i < size; i++) {
            time += gap(random, times);
            sets.add(time, Entries.id(random), side(random, shape, i, size, cluster));
        }
        return sets;
    }

    private static int gap(Random random, Times times) {
        return switch (times) {
            case SPREAD -> random.nextInt(20_000);
            case DENSE -> random.nextInt(2);
            case EQUAL -> 0;
        };
    }

    /** Adds to ours (1), theirs (2), or both (3). */
    void add(long time, Hash id, int side) {
        if ((side & 1) != 0) {
            ours.add(time, id);
        }
        if ((side & 2) != 0) {
            theirs.add(time, id);
        }
        if (side != 3) {
            (side == 1 ? onlyOurs : onlyTheirs).add(id);
        }
    }

    private static int side(Random random, Shape shape, int i, int size, int cluster) {
        return switch (shape) {
            case EQUAL -> 3;
            case DISJOINT -> 1 + random.nextInt(2);
            case OURS_EMPTY -> 2;
            case THEIRS_EMPTY -> 1;
            case ONE_EACH -> i == cluster ? 1 : i == size / 2 ? 2 : 3;
            case SCATTERED -> random.nextInt(40) == 0 ? 1 + random.nextInt(2) : 3;
            case CLUSTERED -> i >= cluster && i < cluster + 50 ? 1 + random.nextInt(2) : 3;
            case OURS_INCLUDES -> random.nextInt(5) == 0 ? 1 : 3;
            case THEIRS_INCLUDES -> random.nextInt(5) == 0 ? 2 : 3;
            case HALVES -> i < size / 2 ? 1 : 2;
        };
    }
}
