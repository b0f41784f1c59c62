package network.ian.core.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.DomainTag;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.verdict.Metrics;

/** Random entries whose hashes fit. */
final class Entries {

    static final Hash TOPIC = Sha256.of(new byte[] {1});
    static final String GOAL = "TEST_GOAL";

    private Entries() {}

    static JournalEntry random(RandomGenerator random, int headerSize, int bodySize) {
        byte[] header = octets(random, headerSize);
        byte[] body = octets(random, bodySize);
        return new JournalEntry(
                Sha256.of(header),
                random.nextLong(1L << 53),
                Sha256.of(DomainTag.PACK_HASH.octets(), body),
                random.nextBoolean() ? 0 : random.nextLong(),
                Bytes.wrap(header),
                Bytes.wrap(octets(random, JournalEntry.SIGNATURE_SIZE)),
                new Metrics(
                        random.nextGaussian(),
                        random.nextDouble(),
                        random.nextInt(100),
                        random.nextGaussian(),
                        random.nextDouble(),
                        random.nextInt(64),
                        random.nextLong(1 << 20)),
                Bytes.wrap(body));
    }

    /** A group of up to {@code most} small entries. */
    static List<JournalEntry> group(RandomGenerator random, int most) {
        return group(random, 1 + random.nextInt(most), 120, 160);
    }

    static List<JournalEntry> group(RandomGenerator random, int count, int mostHeader, int mostBody) {
        List<JournalEntry> group = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            group.add(random(random, 1 + random.nextInt(mostHeader), random.nextInt(mostBody)));
        }
        return group;
    }

    private static byte[] octets(RandomGenerator random, int size) {
        byte[] octets = new byte[size];
        random.nextBytes(octets);
        return octets;
    }
}
