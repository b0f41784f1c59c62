package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.merkle.ProofVerifier;

/** Everything that a node ever acknowledged to the clients of one test, to be held against it. */
public final class Promises {

    private final List<Acknowledged> all = new ArrayList<>();

    public void add(Collection<Acknowledged> acknowledged) {
        all.addAll(acknowledged);
    }

    public int count() {
        return all.size();
    }

    /** Fails unless each is in the log that the node serves now; returns that log. */
    public LogCopy areInTheLogOf(NodeProcess node) {
        LogCopy log = LogCopy.of(node.api());
        List<String> lost = all.stream()
                .map(Acknowledged::contributionId)
                .filter(id -> !log.holds(id))
                .toList();
        assertThat(lost).as("acknowledged, and not in the log").isEmpty();
        return log;
    }

    /** Fails unless each of these is found by its id, is what was acknowledged, and is proved by the log's root. */
    public void areServedAndProved(Collection<Acknowledged> promises, NodeProcess node, LogCopy log) {
        promises.parallelStream().forEach(promise -> {
            isServed(promise, node.api(), log);
            isProved(promise, node.api(), log);
        });
    }

    public void areAllServedAndProved(NodeProcess node, LogCopy log) {
        areServedAndProved(all, node, log);
    }

    private static void isServed(Acknowledged promise, Api api, LogCopy log) {
        String id = promise.contributionId();
        JsonNode entry = api.contribution(id).withStatus(200).data();
        byte[] header = java.util.HexFormat.of().parseHex(entry.path("header").asText());
        assertThat(Sha256.of(header).hex()).as("SHA-256 of the header").isEqualTo(id);
        assertThat(entry.path("pack_hash").asText()).isEqualTo(promise.packHash());
        assertThat(entry.path("sponsored").asBoolean()).isEqualTo(promise.sponsored());
        assertThat(entry.path("body").isObject()).as("body of " + id).isTrue();
        assertThat(entry.path("log_index").asInt(-1)).isEqualTo(log.position(id));
    }

    private static void isProved(Acknowledged promise, Api api, LogCopy log) {
        JsonNode proof = api.proofById(promise.contributionId()).withStatus(200).data();
        List<Hash> path = new ArrayList<>();
        proof.path("siblings").forEach(sibling -> path.add(hash(sibling, "hash")));
        Hash leaf = ProofVerifier.leafHash(
                Hash.fromHex("contribution_id", promise.contributionId()).toArray());
        assertThat(hash(proof, "log_root")).isEqualTo(log.root());
        assertThat(ProofVerifier.verifyInclusion(
                        leaf, log.position(promise.contributionId()), log.size(), path, log.root()))
                .as("proof of " + promise.contributionId())
                .isTrue();
    }

    private static Hash hash(JsonNode object, String field) {
        return Hash.fromHex(field, object.path(field).asText());
    }
}
