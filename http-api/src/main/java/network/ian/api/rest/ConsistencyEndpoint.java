package network.ian.api.rest;

import java.util.List;
import java.util.Optional;
import network.ian.api.http.Answer;
import network.ian.api.http.ApiRequest;
import network.ian.api.http.Parameter;
import network.ian.api.http.ReadEndpoint;
import network.ian.api.http.RefusedException;
import network.ian.core.crypto.Hash;
import network.ian.core.log.LogView;
import network.ian.core.merkle.ConsistencyProof;

/** {@code GET /api/v1/consistency/{goal_id}}. */
final class ConsistencyEndpoint implements ReadEndpoint {

    static final Parameter FROM =
            Parameter.integer("from", "Size of the older tree.").required();
    static final Parameter TO = Parameter.integer("to", "Size of the newer tree. Default: all.");
    static final Parameter FROM_ROOT =
            Parameter.text("from_root", "The older root that the caller knows; 409 if it is another one now.");
    static final Parameter TO_ROOT =
            Parameter.text("to_root", "The newer root that the caller knows; 409 if it is another one now.");

    /** That a tree is a prefix of another (RFC 9162 section 2.1.4). */
    record ConsistencyJson(long from, long to, String fromRoot, String toRoot, List<String> path) {}

    /** The roots of the two sizes that a caller's own no longer are. */
    record CurrentTrees(long from, long to, String fromRoot, String toRoot) {}

    private final GoalLookup goals;

    ConsistencyEndpoint(GoalLookup goals) {
        this.goals = goals;
    }

    @Override
    public Answer read(ApiRequest request) {
        LogView log = goals.view(request).log();
        int from = Trees.existing(log, "from", request.queryIndex("from"));
        int to = Trees.existing(log, "to", request.queryIndex("to", log.size()));
        if (from > to) {
            throw RefusedException.malformed("from", "must not be more than to");
        }
        ConsistencyProof proof = log.consistencyProof(from, to);
        requireRoot("from_root", request, proof.fromRoot(), proof);
        requireRoot("to_root", request, proof.toRoot(), proof);
        return Answer.ok(new ConsistencyJson(
                from,
                to,
                proof.fromRoot().hex(),
                proof.toRoot().hex(),
                proof.path().stream().map(Hash::hex).toList()));
    }

    private static void requireRoot(String field, ApiRequest request, Hash current, ConsistencyProof proof) {
        Optional<Hash> expected = request.queryHash(field);
        if (expected.isPresent() && !expected.get().equals(current)) {
            throw RefusedException.conflict(
                    field + ": the tree of that size has another root now",
                    new CurrentTrees(
                            proof.from(),
                            proof.to(),
                            proof.fromRoot().hex(),
                            proof.toRoot().hex()));
        }
    }
}
