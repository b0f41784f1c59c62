package network.ian.core.finality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.ContributorId;
import network.ian.core.contribution.Header;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.Kind;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SigningKey;
import network.ian.core.goal.Ranking;
import network.ian.core.journal.StoredEntry;
import network.ian.core.merkle.ReferenceTree;
import network.ian.core.projection.Leaderboard;
import network.ian.core.verdict.Metrics;

/** Entries for folds, and what a list of them is worth, told without any of the classes under test. */
final class FoldEntries {

    static final Bytes KEY = SigningKey.fromSeed(new byte[32]).publicKey();
    static final String CONTRIBUTOR = ContributorId.ofKey(KEY);

    static final Comparator<StoredEntry> BY_KEY =
            Comparator.comparingLong(StoredEntry::timestampMs).thenComparing(StoredEntry::id);

    private FoldEntries() {}

    /** An entry with few different metrics, so that many share a class or a score. */
    static StoredEntry at(Random random, long timestampMs) {
        byte[] pack = new byte[Hash.SIZE];
        random.nextBytes(pack);
        Hash packHash = Hash.wrap(pack);
        Header header = new Header(
                CONTRIBUTOR,
                FakeGoal.SPEC.topic(),
                Kind.AGENT_PACK,
                packHash,
                KEY,
                0,
                false,
                timestampMs,
                Optional.empty());
        Bytes bytes = HeaderCodec.encode(header);
        // Reward and risk weigh 1 and -0.5: different metrics may have one score.
        Metrics metrics =
                new Metrics(0.125 * random.nextInt(4), 0.25 * random.nextInt(4), 1, 1, 0.1, 3, random.nextInt(2));
        return new StoredEntry(0, Sha256.of(bytes.view()), timestampMs, packHash, 0, bytes, Bytes.EMPTY, metrics, 0, 0);
    }

    /** One a millisecond. */
    static List<StoredEntry> inOrder(Random random, long fromMs, int count) {
        List<StoredEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(at(random, fromMs + i));
        }
        return entries;
    }

    static Hash root(List<StoredEntry> entries) {
        return ReferenceTree.root(
                entries.stream().map(entry -> entry.id().view()).toList());
    }

    /** Root of the leaderboard over entries in the order given. */
    static Hash leaderboardRoot(List<StoredEntry> entries) {
        Leaderboard board = new Leaderboard(FakeGoal.SPEC.leaderboardCapacity(), Ranking.Mode.SCALAR, Integer::compare);
        for (int position = 0; position < entries.size(); position++) {
            board.offer(FakeGoal.candidate(position, entries.get(position)));
        }
        return board.view().root();
    }

    static SettledAnchor anchor(long sequence, List<StoredEntry> prefix) {
        return new SettledAnchor(sequence, prefix.size(), root(prefix), leaderboardRoot(prefix));
    }

    /** The anchor of the first {@code size} of {@code entries}. */
    static SettledAnchor anchor(long sequence, List<StoredEntry> entries, int size) {
        return anchor(sequence, entries.subList(0, size));
    }

    static List<Hash> ids(List<StoredEntry> entries) {
        return entries.stream().map(StoredEntry::id).toList();
    }
}
