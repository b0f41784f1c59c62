package network.ian.api.rest;

import java.util.List;
import java.util.OptionalInt;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Parameter;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.merkle.InclusionProof;

/** {@code GET /api/v1/proof/{goal_id}/{log_index}} and {@code /proof/{goal_id}/by-id/{contribution_id}}. */
final class ProofEndpoints {

    static final Parameter TREE_SIZE =
            Parameter.integer("tree_size", "Prove against the tree of this size. Default: all.");
    static final Parameter ROOT =
            Parameter.text("root", "The root that the caller knows; 409 if it is another one now.");

    /**
     * That a contribution is in the log (RFC 9162 section 2.1.3).
     *
     * @param leaf the contribution id
     * @param siblings from the leaf up
     */
    record ProofJson(
            int logIndex, String leaf, String leafHash, List<SiblingJson> siblings, long treeSize, String logRoot) {}

    /** The root of a size that a caller's own no longer is. */
    record CurrentTree(long treeSize, String logRoot) {}

    private final GoalLookup goals;

    ProofEndpoints(GoalLookup goals) {
        this.goals = goals;
    }

    Answer byIndex(ApiRequest request) {
        LogView log = goals.view(request).log();
        long index = request.pathIndex("log_index");
        if (index >= log.size()) {
            throw RefusedException.notFound("log_index: the log has " + log.size() + " entries");
        }
        return prove(request, log, (int) index);
    }

    Answer byId(ApiRequest request) {
        LogView log = goals.view(request).log();
        Hash id = request.pathHash("contribution_id");
        if (!log.contains(id)) {
            throw RefusedException.notFound("contribution_id: the goal has no contribution of that id");
        }
        OptionalInt position = log.positionOf(id);
        if (position.isEmpty()) {
            throw RefusedException.unavailable(
                    "contribution_id: accepted, but it waits for the next merge into the log");
        }
        return prove(request, log, position.getAsInt());
    }

    private static Answer prove(ApiRequest request, LogView log, int index) {
        int treeSize = Trees.existing(log, "tree_size", request.queryIndex("tree_size", log.size()));
        if (index >= treeSize) {
            throw RefusedException.malformed("tree_size", "entry " + index + " is not in a tree of that size");
        }
        InclusionProof proof = log.inclusionProof(index, treeSize);
        request.queryHash("root").filter(root -> !root.equals(proof.root())).ifPresent(root -> {
            throw RefusedException.conflict(
                    "root: the tree of that size has another root now",
                    new CurrentTree(treeSize, proof.root().hex()));
        });
        return Answer.ok(new ProofJson(
                index,
                log.idAt(index).hex(),
                proof.leafHash().hex(),
                SiblingJson.of(proof),
                proof.treeSize(),
                proof.root().hex()));
    }
}
