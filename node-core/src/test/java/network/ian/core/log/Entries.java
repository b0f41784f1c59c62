package network.ian.core.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.ian.core.crypto.Hash;

/** Entries for tests. */
final class Entries {

    static final IdSalt SALT = new IdSalt(0x1234_5678_9abc_def0L, 0x0fed_cba9_8765_4321L);

    private Entries() {}

    static Hash id(Random random) {
        byte[] octets = new byte[Hash.SIZE];
        random.nextBytes(octets);
        return Hash.wrap(octets);
    }

    static Entry at(Random random, long timestampMs) {
        return new Entry(id(random), timestampMs, random.nextLong());
    }

    /** {@code count} entries, ten a millisecond, in key order but for equal timestamps. */
    static List<Entry> inOrder(Random random, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(at(random, 1_000_000 + i / 10));
        }
        return entries;
    }

    static List<Entry> shuffled(Random random, List<Entry> entries) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
