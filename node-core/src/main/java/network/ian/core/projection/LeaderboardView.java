package network.ian.core.projection;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.MerkleTree;
import network.ian.core.merkle.MerkleView;
import network.ian.core.verdict.Metrics;

/** A leaderboard at one moment. Immutable and thread-safe. Ranks count from 1. */
public final class LeaderboardView {

    private final List<Candidate> ranked;

    // Computed when first asked, by whoever asks, to keep the hashing off the writer's thread. A race computes the same
    // value twice.
    private volatile MerkleView tree;

    private LeaderboardView(List<Candidate> ranked) {
        this.ranked = ranked;
    }

    static LeaderboardView ofAll(List<Candidate> standing) {
        return new LeaderboardView(standing);
    }

    static LeaderboardView ofParetoFront(List<Candidate> standing) {
        Set<Metrics> front =
                ParetoFront.of(standing.stream().map(Candidate::metrics).toList());
        return new LeaderboardView(
                standing.stream().filter(c -> front.contains(c.metrics())).toList());
    }

    /** Number of ranked entries. */
    public int size() {
        return ranked.size();
    }

    /** Ranked entries, best first: the entry at index 0 has rank 1. */
    public List<Candidate> ranked() {
        return ranked;
    }

    /** The entry at rank 1. */
    public Optional<Candidate> best() {
        return ranked.stream().findFirst();
    }

    /**
     * The entry at {@code rank}.
     *
     * @throws IndexOutOfBoundsException unless {@code 1 <= rank <= size()}
     */
    public Candidate at(int rank) {
        return ranked.get(indexOf(rank));
    }

    /** Root of the RFC 9162 tree over the leaves of all ranks; SHA-256 of nothing for an empty board. */
    public Hash root() {
        return tree().root();
    }

    /**
     * The bytes of the leaf at {@code rank}.
     *
     * @throws IndexOutOfBoundsException unless {@code 1 <= rank <= size()}
     */
    public byte[] leaf(int rank) {
        return RankLeaf.encode(rank, at(rank));
    }

    /**
     * Proof of the entry at {@code rank}, whose leaf index is {@code rank - 1}.
     *
     * @throws IndexOutOfBoundsException unless {@code 1 <= rank <= size()}
     */
    public InclusionProof proof(int rank) {
        return tree().inclusionProof(indexOf(rank), size());
    }

    private int indexOf(int rank) {
        return Objects.checkIndex(rank - 1, ranked.size());
    }

    private MerkleView tree() {
        MerkleView known = tree;
        if (known == null) {
            MerkleTree built = new MerkleTree();
            for (int rank = 1; rank <= size(); rank++) {
                built.append(leaf(rank));
            }
            known = built.view();
            tree = known;
        }
        return known;
    }
}
