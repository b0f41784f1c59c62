package network.ian.api.rest;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.projection.LeaderboardView;

/** {@code GET /api/v1/leaderboard/{goal_id}/proof/{rank}}. */
final class RankProofEndpoint implements ReadEndpoint {

    /**
     * That an entry has a rank.
     *
     * @param leaf the leaf's bytes in hex: rank, contribution id, score, metrics, contributor id
     * @param siblings from the leaf up
     * @param treeSize ranked entries; the leaf's index is {@code rank - 1}
     */
    record RankProof(
            int rank,
            String leaf,
            String leafHash,
            List<SiblingJson> siblings,
            long treeSize,
            String leaderboardRoot) {}

    /** The root that a caller's own no longer is. */
    record CurrentBoard(int treeSize, String leaderboardRoot) {}

    private final GoalLookup goals;

    RankProofEndpoint(GoalLookup goals) {
        this.goals = goals;
    }

    @Override
    public Answer read(ApiRequest request) {
        LeaderboardView board = goals.view(request).leaderboard();
        int rank = rank(request.pathIndex("rank"), board);
        requireRoot(request.queryHash("root"), board);
        InclusionProof proof = board.proof(rank);
        return Answer.ok(new RankProof(
                rank,
                HexFormat.of().formatHex(board.leaf(rank)),
                proof.leafHash().hex(),
                SiblingJson.of(proof),
                proof.treeSize(),
                proof.root().hex()));
    }

    private static int rank(long rank, LeaderboardView board) {
        if (rank < 1) {
            throw RefusedException.malformed("rank", "expected an integer of 1 or more");
        }
        if (rank > board.size()) {
            throw RefusedException.notFound("rank: the leaderboard has " + board.size() + " ranked entries");
        }
        return (int) rank;
    }

    private static void requireRoot(Optional<Hash> expected, LeaderboardView board) {
        if (expected.isPresent() && !expected.get().equals(board.root())) {
            throw RefusedException.conflict(
                    "root: the leaderboard has another root now",
                    new CurrentBoard(board.size(), board.root().hex()));
        }
    }
}
