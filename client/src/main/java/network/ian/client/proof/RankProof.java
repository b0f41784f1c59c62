package network.ian.client.proof;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.ian.client.answer.Fields;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.ProofVerifier;
import network.ian.core.merkle.Sibling;
import network.ian.core.verdict.Metrics;

/**
 * That an entry has a rank (docs/PROOFS.md), as a node says; to be believed only if {@link #verify} finds it so.
 *
 * @param leaf the leaf's bytes
 * @param ranked what they say
 * @param proof the leaf at index rank - 1
 */
public record RankProof(Bytes leaf, Ranked ranked, InclusionProof proof) {

    /**
     * A ranked entry as its leaf has it.
     *
     * @param rank from 1
     */
    public record Ranked(int rank, Hash contributionId, double score, Metrics metrics, String contributorId) {}

    /**
     * From {@code /api/v1/leaderboard/{goal_id}/proof/{rank}}.
     *
     * @throws network.ian.core.codec.MalformedException naming the field that is not what a proof has
     */
    public static RankProof read(Fields in) {
        Bytes leaf = in.hex("leaf");
        Ranked ranked = decode(leaf).orElseThrow(() -> in.malformed("leaf", "is no leaf of a leaderboard"));
        List<Sibling> siblings = Siblings.read(in);
        InclusionProof proof = new InclusionProof(
                ranked.rank() - 1L, in.count("tree_size"), in.hash("leaf_hash"), siblings, in.hash("leaderboard_root"));
        return new RankProof(leaf, ranked, proof);
    }

    /** Whether {@link #ranked} stands so in a leaderboard with this root. Computed here; the node has no say. */
    public boolean verify(Hash leaderboardRoot) {
        return proof.root().equals(leaderboardRoot)
                && ProofVerifier.leafHash(leaf.view()).equals(proof.leafHash())
                && ProofVerifier.verify(proof);
    }

    private static Optional<Ranked> decode(Bytes leaf) {
        ByteBuffer in = ByteBuffer.wrap(leaf.view());
        try {
            int rank = in.getInt();
            byte[] id = new byte[Hash.SIZE];
            in.get(id);
            double score = in.getDouble();
            Metrics metrics = Metrics.decode(in);
            byte[] contributor = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(contributor);
            boolean whole = rank > 0 && !in.hasRemaining() && Double.isFinite(score);
            return whole
                    ? Optional.of(new Ranked(
                            rank, Hash.wrap(id), score, metrics, new String(contributor, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
