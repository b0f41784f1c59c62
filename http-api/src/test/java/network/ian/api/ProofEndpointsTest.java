package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import network.ian.api.RunningApi.Reply;
import network.ian.core.codec.Bytes;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.merkle.ProofVerifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every proof that is served is verified from the JSON alone: of entries, of ranks, of growth and of a contribution's signature. */
class ProofEndpointsTest {

    private static final String GOAL = RunningApi.GOAL;

    @TempDir
    private static Path data;

    private static ServedLog served;

    @BeforeAll
    static void start() throws IOException {
        served = ServedLog.start(data);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void theLeaderboardIsSortedAndProvesEveryRank() {
        JsonNode board = served.get("/api/v1/leaderboard/" + GOAL);
        assertThat(ApiSchemas.fields(board)).containsExactly("entries", "total");
        assertThat(board.get("entries")).hasSize(board.get("total").asInt());
        double before = Double.MAX_VALUE;
        int rank = 1;
        for (JsonNode entry : board.get("entries")) {
            assertThat(ApiSchemas.fields(entry))
                    .containsExactly(
                            "rank",
                            "pack_hash",
                            "contribution_id",
                            "contributor_id",
                            "score",
                            "metrics",
                            "log_index",
                            "timestamp_ms");
            assertThat(entry.get("rank").asInt()).isEqualTo(rank);
            assertThat(entry.get("score").asDouble()).isLessThanOrEqualTo(before);
            before = entry.get("score").asDouble();
            assertRankProved(rank++, entry);
        }
        assertThat(served.get("/api/v1/leaderboard/" + GOAL + "?limit=2").get("entries"))
                .hasSize(2);
        assertThat(served.get("/api/v1/leaderboard/" + GOAL + "?limit=999999999999999999999999")
                        .get("entries"))
                .hasSize(board.get("total").asInt());
    }

    @Test
    void everyEntryIsProvedByIndexAndById() {
        JsonNode log = served.get("/api/v1/log/" + GOAL);
        for (JsonNode entry : log.get("entries")) {
            int index = entry.get("log_index").asInt();
            JsonNode byIndex = served.get("/api/v1/proof/" + GOAL + "/" + index);
            JsonNode byId = served.get("/api/v1/proof/" + GOAL + "/by-id/"
                    + entry.get("contribution_id").asText());
            assertThat(byId).isEqualTo(byIndex);
            assertThat(byIndex.get("leaf")).isEqualTo(entry.get("contribution_id"));
            assertThat(byIndex.get("log_root")).isEqualTo(log.get("log_root"));
            assertInclusionProved(byIndex, index, byIndex.get("log_root"));
        }
        JsonNode early = served.get("/api/v1/proof/" + GOAL + "/1?tree_size=3");
        assertThat(early.get("tree_size").asInt()).isEqualTo(3);
        assertInclusionProved(early, 1, early.get("log_root"));
        assertThat(served.api
                        .get("/api/v1/proof/" + GOAL + "/1?tree_size=3&root="
                                + early.get("log_root").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyPairOfSizesIsConsistent() {
        int size = served.get("/api/v1/status/" + GOAL).get("log_size").asInt();
        for (int from = 0; from <= size; from += 3) {
            JsonNode proof = served.get("/api/v1/consistency/" + GOAL + "?from=" + from + "&to=" + size);
            assertThat(ApiSchemas.fields(proof)).containsExactly("from", "to", "from_root", "to_root", "path");
            List<Hash> path = new ArrayList<>();
            proof.get("path").forEach(hash -> path.add(Hash.fromHex("path", hash.asText())));
            assertThat(ProofVerifier.verifyConsistency(
                            from, size, hash(proof.get("from_root")), hash(proof.get("to_root")), path))
                    .as("from %d to %d", from, size)
                    .isTrue();
        }
    }

    @Test
    void aContributionCanBeVerifiedFromItsAnswer() {
        JsonNode answer = served.anAccepted();
        String id = answer.get("contribution_id").asText();
        JsonNode contribution = served.get("/api/v1/contribution/" + GOAL + "/" + id);
        byte[] header = HexFormat.of().parseHex(contribution.get("header").asText());
        assertThat(Sha256.of(header).hex()).isEqualTo(id);
        assertThat(SignatureProviders.select("auto", 16)
                        .verify(
                                HexFormat.of()
                                        .parseHex(contribution.get("public_key").asText()),
                                HeaderCodec.signingMessage(Bytes.wrap(header)),
                                HexFormat.of()
                                        .parseHex(contribution.get("signature").asText())))
                .isTrue();
        assertThat(contribution.get("body").get("version").asText()).isEqualTo("1.0.0");
        assertThat(contribution.get("body").get("proofs")).isEmpty();
        assertThat(contribution.get("metrics")).isEqualTo(answer.get("metrics"));
    }

    @Test
    void aRootThatIsNoLongerTrueIsAConflictWithTheCurrentOne() {
        String other = "00".repeat(32);
        JsonNode current = served.get("/api/v1/status/" + GOAL);
        Reply proof = served.api.get("/api/v1/proof/" + GOAL + "/0?root=" + other);
        assertThat(proof.status()).isEqualTo(409);
        assertThat(proof.error()).startsWith("root:");
        assertThat(proof.data().get("log_root")).isEqualTo(current.get("log_root"));
        Reply consistency = served.api.get("/api/v1/consistency/" + GOAL + "?from=1&to=2&to_root=" + other);
        assertThat(consistency.status()).isEqualTo(409);
        assertThat(consistency.error()).startsWith("to_root:");
        assertThat(consistency.data().get("to_root").asText()).hasSize(64);
        Reply rank = served.api.get("/api/v1/leaderboard/" + GOAL + "/proof/1?root=" + other);
        assertThat(rank.status()).isEqualTo(409);
        assertThat(rank.data().get("leaderboard_root")).isEqualTo(current.get("leaderboard_root"));
    }

    private static void assertRankProved(int rank, JsonNode entry) {
        JsonNode proof = served.get("/api/v1/leaderboard/" + GOAL + "/proof/" + rank);
        byte[] leaf = HexFormat.of().parseHex(proof.get("leaf").asText());
        assertThat(Hash.copyOf(leaf, 4).hex())
                .isEqualTo(entry.get("contribution_id").asText());
        assertThat(ProofVerifier.leafHash(leaf)).isEqualTo(hash(proof.get("leaf_hash")));
        assertThat(proof.get("leaderboard_root"))
                .isEqualTo(served.get("/api/v1/status/" + GOAL).get("leaderboard_root"));
        assertThat(ProofVerifier.verifyInclusion(
                        hash(proof.get("leaf_hash")),
                        rank - 1,
                        proof.get("tree_size").asLong(),
                        path(proof),
                        hash(proof.get("leaderboard_root"))))
                .isTrue();
    }

    private static void assertInclusionProved(JsonNode proof, int index, JsonNode root) {
        Hash leafHash = ProofVerifier.leafHash(hash(proof.get("leaf")).view());
        assertThat(leafHash).isEqualTo(hash(proof.get("leaf_hash")));
        assertThat(ProofVerifier.verifyInclusion(
                        leafHash, index, proof.get("tree_size").asLong(), path(proof), hash(root)))
                .as("entry %d", index)
                .isTrue();
        Hash computed = leafHash;
        for (JsonNode sibling : proof.get("siblings")) {
            byte[] other = hash(sibling.get("hash")).view();
            computed = sibling.get("is_right").asBoolean()
                    ? Sha256.of(new byte[] {1}, computed.view(), other)
                    : Sha256.of(new byte[] {1}, other, computed.view());
        }
        assertThat(computed).isEqualTo(hash(root));
    }

    private static List<Hash> path(JsonNode proof) {
        List<Hash> path = new ArrayList<>();
        proof.get("siblings").forEach(sibling -> path.add(hash(sibling.get("hash"))));
        return path;
    }

    private static Hash hash(JsonNode hex) {
        return Hash.fromHex("hash", hex.asText());
    }
}
