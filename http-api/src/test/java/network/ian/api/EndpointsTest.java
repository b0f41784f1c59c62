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

/** Every endpoint's good case on a log of some entries, with every proof verified from the JSON alone. */
class EndpointsTest {

    private static final String GOAL = RunningApi.GOAL;
    private static final int POSTED = 14;

    @TempDir
    private static Path data;

    private static RunningApi api;
    private static final List<JsonNode> ANSWERS = new ArrayList<>();
    private static int accepted;

    @BeforeAll
    static void contribute() throws IOException {
        api = RunningApi.start(data);
        Contributions contributions = new Contributions(11);
        for (int i = 0; i < POSTED; i++) {
            byte[] body = i % 2 == 0
                    ? contributions.unsigned("agent-" + i)
                    : contributions.signed(RunningApi.NOW_MS - 1000 + i);
            Reply reply = api.post("/api/v1/contribute", body, "Content-Type", "application/json");
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            ANSWERS.add(reply.data());
        }
        accepted = (int)
                ANSWERS.stream().filter(a -> a.get("accepted").asBoolean()).count();
        assertThat(accepted).isGreaterThan(POSTED / 2);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void contributeAnswersEveryField() {
        JsonNode answer = anAccepted();
        assertThat(fields(answer))
                .containsExactly(
                        "accepted",
                        "reason",
                        "rejection_type",
                        "metrics",
                        "log_index",
                        "score",
                        "contribution_id",
                        "pack_hash",
                        "sponsored");
        assertThat(answer.get("reason").isNull()).isTrue();
        assertThat(answer.get("rejection_type").isNull()).isTrue();
        assertThat(fields(answer.get("metrics")))
                .containsExactly(
                        "reward", "risk", "complexity", "sharpe_ratio", "max_drawdown", "episodes_run", "steps_run");
        assertThat(ANSWERS.get(0).get("sponsored").asBoolean()).isTrue();
        assertThat(ANSWERS.get(1).get("sponsored").asBoolean()).isFalse();
    }

    @Test
    void aDuplicateNamesTheFirstEntry() {
        byte[] body = new Contributions(12).signed(RunningApi.NOW_MS);
        JsonNode first = post(body);
        JsonNode again = post(body);
        assertThat(first.get("accepted").asBoolean()).isTrue();
        assertThat(again.get("accepted").asBoolean()).isFalse();
        assertThat(again.get("rejection_type").asText()).isEqualTo("DUPLICATE");
        assertThat(again.get("contribution_id")).isEqualTo(first.get("contribution_id"));
        assertThat(again.get("reason").asText()).isNotEmpty();
    }

    @Test
    void statusCountsWhatHappened() {
        JsonNode status = get("/api/v1/status/" + GOAL);
        assertThat(fields(status))
                .containsExactly(
                        "goal_id",
                        "topic",
                        "log_size",
                        "leaderboard_size",
                        "total_contributions",
                        "accepted_contributions",
                        "rejected_contributions",
                        "log_root",
                        "leaderboard_root",
                        "active_policy_hash",
                        "consensus_state",
                        "sync_lag",
                        "peer_count",
                        "finality");
        assertThat(status.get("log_size").asInt()).isGreaterThanOrEqualTo(accepted);
        assertThat(status.get("total_contributions").asInt())
                .isEqualTo(status.get("accepted_contributions").asInt()
                        + status.get("rejected_contributions").asInt());
        assertThat(status.get("consensus_state").asText()).isEqualTo("ISOLATED");
        assertThat(status.get("sync_lag").asInt()).isZero();
        assertThat(status.get("finality").toString())
                .isEqualTo("{\"source\":\"none\",\"size\":0,\"root\":\""
                        + Sha256.of().hex() + "\",\"pending\":0}");
    }

    @Test
    void theLeaderboardIsSortedAndProvesEveryRank() {
        JsonNode board = get("/api/v1/leaderboard/" + GOAL);
        assertThat(fields(board)).containsExactly("entries", "total");
        assertThat(board.get("entries")).hasSize(board.get("total").asInt());
        double before = Double.MAX_VALUE;
        int rank = 1;
        for (JsonNode entry : board.get("entries")) {
            assertThat(fields(entry))
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
        assertThat(get("/api/v1/leaderboard/" + GOAL + "?limit=2").get("entries"))
                .hasSize(2);
        assertThat(get("/api/v1/leaderboard/" + GOAL + "?limit=999999999999999999999999")
                        .get("entries"))
                .hasSize(board.get("total").asInt());
    }

    @Test
    void theLogIsPaged() {
        JsonNode all = get("/api/v1/log/" + GOAL);
        int size = all.get("log_size").asInt();
        assertThat(fields(all)).containsExactly("log_root", "log_size", "from_index", "entries");
        assertThat(all.get("entries")).hasSize(size);
        assertThat(fields(all.get("entries").get(0)))
                .containsExactly(
                        "log_index",
                        "contribution_id",
                        "timestamp_ms",
                        "pack_hash",
                        "contributor_id",
                        "sponsored",
                        "score",
                        "metrics");
        JsonNode page = get("/api/v1/log/" + GOAL + "?from=3&limit=2");
        assertThat(page.get("from_index").asInt()).isEqualTo(3);
        assertThat(page.get("entries")).hasSize(2);
        assertThat(page.get("entries").get(1)).isEqualTo(all.get("entries").get(4));
        assertThat(get("/api/v1/log/" + GOAL + "?from=" + size).get("entries")).isEmpty();
    }

    @Test
    void everyEntryIsProvedByIndexAndById() {
        JsonNode log = get("/api/v1/log/" + GOAL);
        for (JsonNode entry : log.get("entries")) {
            int index = entry.get("log_index").asInt();
            JsonNode byIndex = get("/api/v1/proof/" + GOAL + "/" + index);
            JsonNode byId = get("/api/v1/proof/" + GOAL + "/by-id/"
                    + entry.get("contribution_id").asText());
            assertThat(byId).isEqualTo(byIndex);
            assertThat(byIndex.get("leaf")).isEqualTo(entry.get("contribution_id"));
            assertThat(byIndex.get("log_root")).isEqualTo(log.get("log_root"));
            assertInclusionProved(byIndex, index, byIndex.get("log_root"));
        }
        JsonNode early = get("/api/v1/proof/" + GOAL + "/1?tree_size=3");
        assertThat(early.get("tree_size").asInt()).isEqualTo(3);
        assertInclusionProved(early, 1, early.get("log_root"));
        assertThat(api.get("/api/v1/proof/" + GOAL + "/1?tree_size=3&root="
                                + early.get("log_root").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyPairOfSizesIsConsistent() {
        int size = get("/api/v1/status/" + GOAL).get("log_size").asInt();
        for (int from = 0; from <= size; from += 3) {
            JsonNode proof = get("/api/v1/consistency/" + GOAL + "?from=" + from + "&to=" + size);
            assertThat(fields(proof)).containsExactly("from", "to", "from_root", "to_root", "path");
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
        JsonNode answer = anAccepted();
        String id = answer.get("contribution_id").asText();
        JsonNode contribution = get("/api/v1/contribution/" + GOAL + "/" + id);
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
    void theActivePolicyIsThePackAtRankOne() {
        JsonNode best = get("/api/v1/leaderboard/" + GOAL).get("entries").get(0);
        JsonNode policy = get("/api/v1/policy/" + GOAL).get("active_policy");
        assertThat(policy.get("pack_hash")).isEqualTo(best.get("pack_hash"));
        assertThat(policy.get("score")).isEqualTo(best.get("score"));
        assertThat(policy.get("agent_pack").get("parameters").asText()).isNotEmpty();
    }

    @Test
    void goalsAreListedWithTheirRules() {
        JsonNode goals = get("/api/v1/goals");
        assertThat(goals.get("total").asInt()).isEqualTo(1);
        assertThat(goals.get("goals").get(0).get("state").asText()).isEqualTo("SERVING");
        JsonNode goal = get("/api/v1/goals/" + GOAL);
        assertThat(goal.get("spec").get("goal_id").asText()).isEqualTo(GOAL);
        assertThat(goal.get("topic")).isEqualTo(goals.get("goals").get(0).get("topic"));
    }

    @Test
    void theNodeSaysWhoItIsAndThatItIsAlone() {
        JsonNode info = get("/api/v1/info");
        assertThat(info.get("node_id").asText()).isEqualTo(api.node.identity().nodeId());
        assertThat(info.get("version").asText()).isEqualTo("0.1.0-test");
        assertThat(get("/api/v1/peers").toString())
                .isEqualTo("{\"peers\":[],\"total\":0,\"banned\":[],\"pinned\":[],\"known_addresses\":0}");
    }

    @Test
    void theWholeNodeIsToldInOneBareDocument() {
        JsonNode status = api.get("/status").json();
        assertThat(status.has("success")).isFalse();
        assertThat(status.get("ready").asBoolean()).as(status.toString()).isTrue();
        assertThat(status.get("goals").get(0).get("status").get("goal_id").asText())
                .isEqualTo(GOAL);
    }

    @Test
    void answersCarryTheEnvelopeAndTheSafeHeaders() {
        Reply reply = api.get("/api/v1/info");
        assertThat(fields(reply.json())).containsExactly("success", "data", "error", "timestamp");
        assertThat(reply.json().get("timestamp").asLong()).isEqualTo(RunningApi.NOW_MS);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Server")).isEmpty();
        assertThat(reply.header("X-Powered-By")).isEmpty();
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @Test
    void aRootThatIsNoLongerTrueIsAConflictWithTheCurrentOne() {
        String other = "00".repeat(32);
        JsonNode current = get("/api/v1/status/" + GOAL);
        Reply proof = api.get("/api/v1/proof/" + GOAL + "/0?root=" + other);
        assertThat(proof.status()).isEqualTo(409);
        assertThat(proof.error()).startsWith("root:");
        assertThat(proof.data().get("log_root")).isEqualTo(current.get("log_root"));
        Reply consistency = api.get("/api/v1/consistency/" + GOAL + "?from=1&to=2&to_root=" + other);
        assertThat(consistency.status()).isEqualTo(409);
        assertThat(consistency.error()).startsWith("to_root:");
        assertThat(consistency.data().get("to_root").asText()).hasSize(64);
        Reply rank = api.get("/api/v1/leaderboard/" + GOAL + "/proof/1?root=" + other);
        assertThat(rank.status()).isEqualTo(409);
        assertThat(rank.data().get("leaderboard_root")).isEqualTo(current.get("leaderboard_root"));
    }

    private static void assertRankProved(int rank, JsonNode entry) {
        JsonNode proof = get("/api/v1/leaderboard/" + GOAL + "/proof/" + rank);
        byte[] leaf = HexFormat.of().parseHex(proof.get("leaf").asText());
        assertThat(Hash.copyOf(leaf, 4).hex())
                .isEqualTo(entry.get("contribution_id").asText());
        assertThat(ProofVerifier.leafHash(leaf)).isEqualTo(hash(proof.get("leaf_hash")));
        assertThat(proof.get("leaderboard_root"))
                .isEqualTo(get("/api/v1/status/" + GOAL).get("leaderboard_root"));
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

    private static JsonNode anAccepted() {
        return ANSWERS.stream()
                .filter(answer -> answer.get("accepted").asBoolean())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode get(String path) {
        Reply reply = api.get(path);
        assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
        assertThat(reply.json().get("success").asBoolean()).isTrue();
        return reply.data();
    }

    private static JsonNode post(byte[] body) {
        Reply reply = api.post("/api/v1/contribute", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.data();
    }

    private static Hash hash(JsonNode hex) {
        return Hash.fromHex("hash", hex.asText());
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
