package network.ian.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import network.ian.app.lifecycle.ApiAddressFile;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.ContributionRequestCodec;
import network.ian.core.contribution.HeaderCodec;
import network.ian.core.contribution.PackCodec;
import network.ian.core.contribution.SignedHeader;
import network.ian.core.crypto.SignatureProviders;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandsTest {

    private static final String POLICY = "{\"policy\":\"ma_crossover\",\"fast\":20,\"slow\":100}";
    private static final String ACCEPTED =
            "{\"accepted\":true,\"log_index\":3,\"score\":0.5,\"contribution_id\":\"ab\","
                    + "\"metrics\":{\"reward\":0.1}}";
    private static final GoalSpec DEMO = GoalCatalog.demoGoal();

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private StubNode node;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aHostileContributorShowsAsText() {
        node.answer("/api/v1/goals", "{\"goals\":[{\"goal_id\":\"G\"}]}");
        node.answer(
                "/api/v1/leaderboard/G?limit=20",
                "{\"total\":7,\"entries\":[{\"rank\":1,\"score\":0.25,\"contributor_id\":\"a\\u001b[2J\\u202e\","
                        + "\"contribution_id\":\"c0\",\"log_index\":4,\"metrics\":{\"reward\":0.1,\"risk\":0.2,"
                        + "\"complexity\":3}}]}");
        Invocation shown = ask("leaderboard");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("   1  0.2500  0.1000  0.2000      3.0000  a\\u{1b}[2J\\u{202e}")
                .contains("1 of 7 ranked")
                .doesNotContain("\u001b");
    }

    @Test
    void jsonIsTheAnswersDataOnOneLine() throws IOException {
        node.answer("/api/v1/status/G", "{\"log_size\":4,\"finality\":{\"source\":\"none\"}}");
        assertThat(ask("status", "G", "--json").json())
                .hasToString("{\"log_size\":4,\"finality\":{\"source\":\"none\"}}");
        assertThat(ask("status", "G").out()).contains("log_size ").contains("finality.source ");
    }

    @Test
    void withSeveralGoalsOneMustBeNamed() {
        node.answer("/api/v1/goals", "{\"goals\":[{\"goal_id\":\"A\"},{\"goal_id\":\"B\"}]}");
        Invocation unclear = ask("status");
        assertThat(unclear.exitCode()).isEqualTo(2);
        assertThat(unclear.err()).isEqualTo("ian: name a goal; the node has A, B\n");
        assertThat(ask("status", "../admin").exitCode()).isEqualTo(2);
    }

    @Test
    void exitCodesTellUnreachableFromRefused() {
        assertThat(ask("status", "G").exitCode()).isEqualTo(4);
        node.close();
        Invocation gone = ask("status", "G");
        assertThat(gone.exitCode()).isEqualTo(3);
        assertThat(gone.err()).contains(node.url()).hasLineCount(1);
    }

    @Test
    void healthIsZeroOrOne() throws IOException {
        node.answer("/health", 200, "{\"status\":\"ok\"}");
        assertThat(ask("health").exitCode()).isZero();
        node.answer("/health", 503, "{\"status\":\"disk full\"}");
        assertThat(ask("health").out()).contains("disk full");
        assertThat(ask("health").exitCode()).isEqualTo(1);
        node.close();
        Invocation gone = ask("health", "--json");
        assertThat(gone.exitCode()).isEqualTo(1);
        assertThat(gone.json().get("status").textValue()).isEqualTo("unreachable");
    }

    @Test
    void aFalseProofIsExitCodeOne() throws IOException {
        String zeros = "0".repeat(64);
        node.answer(
                "/api/v1/proof/G/0",
                "{\"leaf\":\"" + zeros + "\",\"leaf_hash\":\"" + zeros + "\",\"log_root\":\"" + zeros
                        + "\",\"tree_size\":1,\"siblings\":[]}");
        assertThat(ask("proof", "G", "0").exitCode()).isZero();
        Invocation checked = ask("proof", "G", "0", "--verify");
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).contains("NOT VERIFIED: leaf_hash is not the hash of leaf");
        Invocation json = ask("proof", "G", "0", "--verify", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.json().get("verified").booleanValue()).isFalse();
        assertThat(ask("proof", "G", "somewhere").exitCode()).isEqualTo(2);
    }

    @Test
    void aPolicyBecomesAnUnsignedRequest() throws IOException {
        node.answer("/api/v1/contribute", ACCEPTED);
        Invocation sent = ask(
                "contribute",
                "--policy",
                POLICY,
                "--goal",
                "G",
                "--contributor",
                "ann",
                "--seed",
                "7",
                "--metadata",
                "{\"note\":\"x\"}");
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("accepted at index 3 with score 0.5");
        ContributionRequest request = posted();
        assertThat(request.contributorId()).contains("ann");
        assertThat(request.seed()).isEqualTo(7);
        assertThat(request.pack().parameters().toArray()).asString().isEqualTo(POLICY);
        assertThat(request.pack().metadata()).hasToString("{\"note\":\"x\"}");
        assertThat(request.proof()).isEmpty();
    }

    @Test
    void withAKeyTheRequestIsSignedForTheGoalsOwnTopic() throws IOException {
        node.answer("/api/v1/contribute", ACCEPTED);
        node.answer(
                "/api/v1/goals/" + DEMO.goalId(),
                "{\"spec\":" + new String(DEMO.canonical().toArray(), StandardCharsets.UTF_8) + "}");
        Path key = home.resolve("me.json");
        Invocation made = ask0("keygen", "--output", key.toString(), "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path policy = Files.writeString(home.resolve("policy.json"), POLICY + "\n");
        Invocation sent = ask("contribute", "--policy", "@" + policy, "--goal", DEMO.goalId(), "--key", key.toString());
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        ContributionRequest request = posted();
        assertThat(request.contributorId()).contains(made.json().get("node_id").textValue());
        SignedHeader header = request.signedHeader(DEMO.topic(), PackCodec.hash(PackCodec.encode(request.pack())))
                .orElseThrow();
        assertThat(SignatureProviders.select("bouncycastle", 10)
                        .verify(
                                header.header().publicKey().view(),
                                HeaderCodec.signingMessage(header.bytes()),
                                header.signature().view()))
                .isTrue();
    }

    @Test
    void aWholeRequestGoesAsItIs() throws IOException {
        node.answer(
                "/api/v1/contribute", "{\"accepted\":false,\"rejection_type\":\"STALE\",\"reason\":\"old\\u0007\"}");
        String body = "{ \"agent_pack\": {}, \"goal_id\": \"anything\" }";
        Path file = Files.writeString(home.resolve("request.json"), body);
        Invocation sent = ask("contribute", file.toString());
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(sent.out()).contains("not accepted, STALE: old\\u{7}");
        assertThat(node.posted("/api/v1/contribute")).isEqualTo(body);
        Invocation both = ask("contribute", file.toString(), "--seed", "1");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("whole request");
    }

    @Test
    void whatCannotBeSentIsSaidInOneLine() throws IOException {
        Path file = Files.writeString(home.resolve("x.json"), "{\"a\":");
        for (String[] wrong : new String[][] {
            {"contribute"},
            {"contribute", home.resolve("none.json").toString()},
            {"contribute", file.toString()},
            {"contribute", file.toString(), "--policy", POLICY},
            {"contribute", "--policy", POLICY, "--goal", "G", "--metadata", "[]"},
            {"contribute", "--policy", POLICY, "--goal", "G", "--contributor", "a", "--key", "b"},
            {"contribute", "--policy", "", "--goal", "G"},
            {"leaderboard", "G", "--limit", "0"},
        }) {
            Invocation refused = ask(wrong);
            assertThat(refused.exitCode())
                    .as("%s: %s", String.join(" ", wrong), refused.err())
                    .isEqualTo(2);
            assertThat(refused.err()).startsWith("ian: ").hasLineCount(1);
        }
        Invocation readable = ask("status", "G", "--node", "nonsense");
        assertThat(readable.exitCode()).isEqualTo(2);
    }

    @Test
    void aKeyIsNeverOverwritten() throws IOException {
        Path key = home.resolve("key.json");
        assertThat(ask0("keygen", "--output", key.toString()).out()).contains("public key  ");
        String before = Files.readString(key);
        Invocation nowhere = ask0(
                "keygen",
                "--output",
                key.resolveSibling("none").resolve("key.json").toString());
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("no such directory").hasLineCount(1);
        Invocation again = ask0("keygen", "--output", key.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(Files.readString(key)).isEqualTo(before);
        assertThat(new ObjectMapper().readTree(before).has("private_key")).isTrue();
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    }

    @Test
    void theNodeOfADataDirectoryIsFoundByItsAddressFile() throws IOException {
        node.answer("/health", 200, "{}");
        new ApiAddressFile(home).write(URI.create(node.url()));
        assertThat(ask0("health", "--data-dir", home.toString()).exitCode()).isZero();
        environment.put("IAN_DATA_DIR", home.toString());
        assertThat(ask0("health").exitCode()).isZero();
        assertThat(ask0("health", "--api-port", "1").exitCode()).isEqualTo(1);
    }

    @Test
    void theKeyComesFromFlagOrEnvironment() {
        node.answer("/api/v1/status/G", "{}");
        ask("status", "G");
        assertThat(node.authorization()).isEmpty();
        environment.put("IAN_API_KEY", "key-of-the-environment");
        ask("status", "G");
        assertThat(node.authorization()).contains("Bearer key-of-the-environment");
        ask("status", "G", "--api-key", "key-of-the-flag");
        assertThat(node.authorization()).contains("Bearer key-of-the-flag");
    }

    private ContributionRequest posted() {
        return ContributionRequestCodec.decode(
                node.posted("/api/v1/contribute").getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    private Invocation ask(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--node";
        all[arguments.length + 1] = node.url();
        return arguments.length > 2 && arguments[arguments.length - 1].equals("nonsense") ? ask0(arguments) : ask0(all);
    }

    private Invocation ask0(String... arguments) {
        return Invocation.run(home, environment, arguments);
    }
}
