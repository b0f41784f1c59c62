package network.ian.core.node;

import java.util.List;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.Segment;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.Ranking;
import network.ian.core.journal.EntryRow;
import network.ian.core.journal.EntrySink;
import network.ian.core.log.CanonicalOrder;
import network.ian.core.log.GoalLog;
import network.ian.core.log.IdSalt;
import network.ian.core.log.LogLoader;
import network.ian.core.log.LogView;
import network.ian.core.log.SponsorIndex;
import network.ian.core.merkle.MerkleTree;
import network.ian.core.projection.Candidate;
import network.ian.core.projection.Leaderboard;
import network.ian.core.state.GoalSnapshot;
import network.ian.core.state.LastAnchor;
import network.ian.core.verdict.Metrics;

/**
 * Folds a journal's entries into log and leaderboard, and compares the fold of exactly the records that a snapshot names
 * with the snapshot's roots. Nothing is parsed but the headers of entries that rank, nothing is evaluated again.
 */
public final class Replay implements EntrySink {

    private final GoalSpec spec;
    private final Optional<GoalSnapshot> snapshot;
    private final LogLoader loader;
    private final SponsoredEntries sponsored;
    private final Leaderboard board;
    private final ReplayedPrefix prefix;
    private final CanonicalOrder order;
    private Optional<Hash> boardRootAtSnapshot = Optional.empty();
    private int entries;
    private Optional<String> problem = Optional.empty();

    /**
     * An empty fold.
     *
     * @param secret spreads the index of sponsored entries
     */
    public Replay(GoalSpec spec, Optional<GoalSnapshot> snapshot, IdSalt salt, long secret) {
        this(spec, snapshot, List.of(), salt, secret);
    }

    /**
     * An empty fold with a frozen prefix to come.
     *
     * @param frozen segments of the prefix that the snapshot was taken with; none: it is not known
     * @throws UnprovenPrefixException if it names an entry twice, or one that the snapshot does not count
     */
    Replay(GoalSpec spec, Optional<GoalSnapshot> snapshot, List<Segment> frozen, IdSalt salt, long secret) {
        this.spec = spec;
        this.snapshot = snapshot;
        this.loader = new LogLoader(salt);
        this.sponsored = new SponsoredEntries(new SponsorIndex(), secret);
        this.prefix = new ReplayedPrefix(
                spec, frozen, snapshot.map(s -> s.position().entries()).orElse(0), loader.keyOrder());
        this.order = prefix.order();
        // All that stand, whatever the mode: the final board is made from them.
        this.board = new Leaderboard(spec.leaderboardCapacity(), Ranking.Mode.SCALAR, order);
    }

    @Override
    public void entry(EntryRow row) {
        noteSnapshot();
        Hash id = row.id();
        if (!loader.add(id, row.timestampMs(), row.locator())) {
            problem = problem.or(() -> Optional.of("the journal holds contribution " + id + " twice"));
            return;
        }
        int ordinal = entries++;
        if (row.sponsorFingerprint() != SponsoredKey.NOT_SPONSORED) {
            sponsored.add(row.sponsorFingerprint(), ordinal);
        }
        Metrics metrics = row.metrics();
        double score = spec.ranking().score(metrics);
        if (board.wouldRank(score, ordinal) || prefix.wouldRank(score, ordinal)) {
            contributor(row).ifPresent(contributor -> {
                Candidate candidate =
                        new Candidate(ordinal, id, row.timestampMs(), row.packHash(), contributor, metrics, score);
                board.offer(candidate);
                prefix.offer(candidate);
            });
        }
    }

    private Optional<String> contributor(EntryRow row) {
        try {
            return Optional.of(HeaderCodec.decode(row.header()).contributorId());
        } catch (MalformedException e) {
            problem = problem.or(() -> Optional.of("the journal holds a header that does not decode, of contribution "
                    + row.id() + ": " + e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * The state after the last entry.
     *
     * @throws RootMismatchException if the journal repeats an entry, holds one that cannot be read, or does not fold to the snapshot's roots
     * @throws UnprovenPrefixException if the frozen prefix is not what its roots say; the journal may be sound
     */
    public Result finish() throws RootMismatchException {
        noteSnapshot();
        if (problem.isPresent()) {
            throw mismatch(problem.get());
        }
        GoalLog log = loader.finish(List.of(prefix.ordinals(entries)));
        prefix.prove(log.view());
        Leaderboard leaderboard =
                new Leaderboard(spec.leaderboardCapacity(), spec.ranking().mode(), log.canonicalOrder());
        leaderboard.rebuild(board.view().ranked());
        if (snapshot.isPresent()) {
            check(snapshot.get(), log.view());
        }
        return new Result(log, leaderboard, sponsored, prefix.standing());
    }

    private void noteSnapshot() {
        if (snapshot.isPresent() && snapshot.get().position().entries() == entries && boardRootAtSnapshot.isEmpty()) {
            Leaderboard then =
                    new Leaderboard(spec.leaderboardCapacity(), spec.ranking().mode(), order);
            then.rebuild(board.view().ranked());
            boardRootAtSnapshot = Optional.of(then.view().root());
        }
    }

    private void check(GoalSnapshot recorded, LogView log) throws RootMismatchException {
        if (!recorded.topic().equals(spec.topic())) {
            throw mismatch(
                    "node_state.json records topic " + recorded.topic() + ", the stored spec has " + spec.topic());
        }
        int known = recorded.position().entries();
        if (known > log.size() || known != recorded.logSize()) {
            throw mismatch("node_state.json records " + recorded.logSize() + " entries, the journal has " + log.size());
        }
        if (recorded.anchor().map(LastAnchor::size).orElse(0) != log.frozenSize()) {
            // The roots are those of another order; what it was is not known any more.
            return;
        }
        Hash root = known == log.size() ? log.root() : rootOfFirst(known, log);
        if (!root.equals(recorded.logRoot())) {
            throw mismatch("log root " + root + " of the first " + known + " entries is not " + recorded.logRoot()
                    + " as node_state.json records");
        }
        Hash boardRoot = boardRootAtSnapshot.orElseThrow();
        if (!boardRoot.equals(recorded.leaderboardRoot())) {
            throw mismatch("leaderboard root " + boardRoot + " after the first " + known + " entries is not "
                    + recorded.leaderboardRoot() + " as node_state.json records");
        }
    }

    /** Root of the entries that had arrived by then, in canonical order. */
    private static Hash rootOfFirst(int known, LogView log) {
        MerkleTree tree = new MerkleTree();
        for (int position = 0; position < log.size(); position++) {
            if (log.ordinalAt(position) < known) {
                tree.append(log.idAt(position).view());
            }
        }
        return tree.view().root();
    }

    private RootMismatchException mismatch(String what) {
        return new RootMismatchException("goal " + spec.goalId() + ": " + what);
    }

    /**
     * What a goal starts from.
     *
     * @param prefixStanding what stands of the frozen prefix alone, with positions for ordinals
     */
    public record Result(
            GoalLog log, Leaderboard leaderboard, SponsoredEntries sponsored, List<Candidate> prefixStanding) {}
}
