package network.ian.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.ian.api.RunningApi.Reply;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Malformed and hostile requests: each gets its status and a sentence that says why, and the node serves on. */
class HostileRequestsTest {

    private static final String GOAL = RunningApi.GOAL;
    private static final String CONTRIBUTE = "/api/v1/contribute";
    private static final long NOW = RunningApi.NOW_MS;
    private static final String CLOSE = "Host: ian\r\nConnection: close\r\n";
    private static final int MIB = 1024 * 1024;

    @TempDir
    private static Path data;

    private static RunningApi api;
    private static RawClient raw;
    private static Contributions contributions;

    /** @param fragment part of the error, or of the reason of a rejected contribution */
    record Case(String name, int status, String fragment, Supplier<String> answer) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(data);
        raw = new RawClient(api.port);
        contributions = new Contributions(21);
        for (int i = 0; i < 6; i++) {
            api.post(CONTRIBUTE, contributions.signed(NOW + i));
        }
        assertThat(logSize()).isGreaterThan(2);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void servesOn() {
        Reply reply = api.post(CONTRIBUTE, contributions.unsigned("honest"), "Content-Type", "application/json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(api.get("/health").text()).isEqualTo("OK");
    }

    @ParameterizedTest
    @MethodSource({"bodies", "fields", "signatures", "parameters", "wire"})
    void isRefusedWithItsReason(Case request) {
        String answer = request.answer.get();
        assertThat(answer).as(answer).startsWith(Integer.toString(request.status));
        assertThat(answer).contains(request.fragment);
        assertThat(answer).contains("\"timestamp\":" + NOW);
        assertThat(answer).contains("Cache-Control: no-store");
        assertThat(answer)
                .doesNotContain("Exception")
                .doesNotContain("java.")
                .doesNotContain("network.ian")
                .doesNotContain("jackson")
                .doesNotContain("Feature")
                .doesNotContain("Constraints")
                .doesNotContain("\tat ")
                .doesNotContain("Jetty")
                .doesNotContain("Server:")
                .doesNotContain("Set-Cookie");
    }

    static Stream<Case> bodies() {
        byte[] good = contributions.unsigned("mallory");
        return Stream.of(
                posted("empty body", 400, "request: empty", new byte[0]),
                posted("white space only", 400, "request: empty", "  \n ".getBytes(UTF_8)),
                posted("array body", 400, "request: not a JSON object", "[]".getBytes(UTF_8)),
                posted("text body", 400, "request: not a JSON object", "\"x\"".getBytes(UTF_8)),
                posted("null body", 400, "request: not a JSON object", "null".getBytes(UTF_8)),
                posted("not JSON", 400, "request: not valid JSON", "{goal_id:1}".getBytes(UTF_8)),
                posted("cut short", 400, "request: not valid JSON", Arrays.copyOf(good, good.length - 5)),
                posted("trailing garbage", 400, "request:", concat(good, "x".getBytes(UTF_8))),
                posted("second document", 400, "request:", concat(good, good)),
                posted(
                        "invalid UTF-8",
                        400,
                        "request: not valid UTF-8",
                        "{\"goal_id\":\"\u00c3(\"}".getBytes(ISO_8859_1)),
                posted(
                        "UTF-16",
                        400,
                        "request:",
                        new String(good, UTF_8).getBytes(java.nio.charset.StandardCharsets.UTF_16)),
                posted("duplicate key", 400, "goal_id", "{\"goal_id\":\"a\",\"goal_id\":\"b\"}".getBytes(UTF_8)),
                posted("deep nesting", 400, "request", "[".repeat(100_000).getBytes(UTF_8)),
                posted("deep objects", 400, "request", "{\"a\":".repeat(5_000).getBytes(UTF_8)),
                posted("huge number", 400, "request", ("{\"seed\":" + "9".repeat(100_000) + "}").getBytes(UTF_8)),
                posted("huge exponent", 400, "request.seed", "{\"seed\":1e999999999}".getBytes(UTF_8)),
                posted("huge name", 400, "request", ("{\"" + "n".repeat(100_000) + "\":1}").getBytes(UTF_8)),
                posted("not a number", 400, "request: not valid JSON", "{\"seed\":NaN}".getBytes(UTF_8)),
                posted("11 MB with its length", 413, "api.max_body_bytes", new byte[11 * MIB]),
                new Case("11 MB in chunks", 413, "api.max_body_bytes", HostileRequestsTest::chunked));
    }

    static Stream<Case> fields() {
        return Stream.of(
                changed("no goal", 400, "goal_id: missing", json -> json.remove("goal_id")),
                changed("goal of the wrong type", 400, "goal_id: expected text", json -> json.put("goal_id", 5)),
                changed("unknown goal", 404, "goal_id:", json -> json.put("goal_id", "NO_SUCH_GOAL")),
                changed("goal with a path", 404, "goal_id:", json -> json.put("goal_id", "../../etc")),
                changed("unknown field", 400, "extra: unknown field", json -> json.put("extra", 1)),
                changed(
                        "unknown field in the pack",
                        400,
                        "agent_pack.extra: unknown",
                        json -> pack(json).put("extra", 1)),
                changed("no pack", 400, "agent_pack: missing", json -> json.remove("agent_pack")),
                changed("pack is text", 400, "agent_pack: expected an object", json -> json.put("agent_pack", "x")),
                changed(
                        "no parameters",
                        400,
                        "agent_pack.parameters",
                        json -> pack(json).remove("parameters")),
                changed(
                        "empty parameters",
                        400,
                        "agent_pack.parameters: empty",
                        json -> pack(json).put("parameters", "")),
                changed(
                        "bad base64",
                        400,
                        "agent_pack.parameters: not base64",
                        json -> pack(json).put("parameters", "!!")),
                changed(
                        "unpadded base64",
                        400,
                        "agent_pack.parameters",
                        json -> pack(json).put("parameters", "YWJjZA")),
                changed(
                        "empty version",
                        400,
                        "agent_pack.version",
                        json -> pack(json).put("version", "")),
                changed(
                        "version of 65 bytes",
                        400,
                        "agent_pack.version",
                        json -> pack(json).put("version", "v".repeat(65))),
                changed(
                        "version as a number",
                        400,
                        "agent_pack.version: expected text",
                        json -> pack(json).put("version", 1)),
                changed(
                        "float in metadata",
                        400,
                        "agent_pack.metadata.x: a number with a fraction",
                        json -> pack(json).putObject("metadata").put("x", 0.5)),
                changed(
                        "metadata of 17 KiB",
                        400,
                        "agent_pack.metadata",
                        json -> pack(json).putObject("metadata").put("x", "m".repeat(17 * 1024))),
                changed(
                        "deep metadata",
                        400,
                        "agent_pack.metadata",
                        json -> nest(pack(json).putObject("metadata"), 8)),
                changed(
                        "metadata is a list",
                        400,
                        "agent_pack.metadata",
                        json -> pack(json).putArray("metadata")),
                changed(
                        "tau_spec_hash in upper case",
                        400,
                        "agent_pack.tau_spec_hash",
                        json -> pack(json).put("tau_spec_hash", "AB".repeat(32))),
                changed("17 proofs", 400, "proofs: 17 entries, the limit is 16", json -> proofs(json, 17, 1)),
                changed("65 KiB of proofs", 400, "proofs: together over", json -> proofs(json, 13, 5 * 1024)),
                changed(
                        "proof of the wrong type",
                        400,
                        "proofs.a: expected text",
                        json -> json.putObject("proofs").put("a", 1)),
                changed(
                        "proof with a bad name",
                        400,
                        "proofs: a name",
                        json -> json.putObject("proofs").put("a b", "YQ==")),
                changed("seed of 2^53 + 1", 400, "seed", json -> json.put("seed", (1L << 53) + 1)),
                changed("seed with a fraction", 400, "request.seed", json -> json.put("seed", 1.5)),
                changed("seed as text", 400, "seed: expected an integer", json -> json.put("seed", "1")),
                changed("no contributor", 400, "contributor_id: missing", json -> json.remove("contributor_id")),
                changed(
                        "contributor of 64 hex digits",
                        400,
                        "contributor_id: 64 hex digits",
                        json -> json.put("contributor_id", "aB".repeat(32))),
                changed(
                        "contributor with controls",
                        400,
                        "contributor_id: holds U+000A",
                        json -> json.put("contributor_id", "a\nX-Evil: 1")),
                changed(
                        "contributor of 129 characters",
                        400,
                        "contributor_id",
                        json -> json.put("contributor_id", "c".repeat(129))),
                changed("unknown kind", 400, "kind: unknown kind", json -> json.put("kind", "virus")),
                new Case(
                        "lone surrogate",
                        400,
                        "contributor_id",
                        () -> post(new String(contributions.unsigned("mallory"), UTF_8)
                                .replace("mallory", "\\ud800")
                                .getBytes(UTF_8))),
                changed(
                        "pack above the goal's limit",
                        200,
                        "agent_pack has",
                        json -> pack(json).put("parameters", Base64.getEncoder().encodeToString(new byte[70_000]))),
                changed(
                        "parameters that are no policy",
                        200,
                        "\"rejection_type\":\"INVALID_STRUCTURE\"",
                        json -> pack(json).put("parameters", "YWJj")));
    }

    static Stream<Case> signatures() {
        return Stream.of(
                signed(
                        "bad signature",
                        200,
                        "\"rejection_type\":\"INVALID_SIGNATURE\"",
                        json -> json.put("signature", "00".repeat(64))),
                signed("signature cut short", 400, "signature: expected 64 bytes", json -> json.put("signature", "00")),
                signed("signature not hex", 400, "signature", json -> json.put("signature", "zz".repeat(64))),
                signed("key missing", 400, "public_key: missing", json -> json.remove("public_key")),
                signed(
                        "key of 31 bytes",
                        400,
                        "public_key: expected 32 bytes",
                        json -> json.put("public_key", "00".repeat(31))),
                signed(
                        "key of small order",
                        200,
                        "\"rejection_type\":\"INVALID_SIGNATURE\"",
                        json -> json.put("public_key", "01" + "00".repeat(31))),
                signed(
                        "timestamp as text",
                        400,
                        "timestamp_ms: expected an integer",
                        json -> json.put("timestamp_ms", Long.toString(NOW))),
                signed("timestamp below 0", 400, "timestamp_ms", json -> json.put("timestamp_ms", -1)),
                signed(
                        "another's contributor id",
                        400,
                        "contributor_id",
                        json -> json.put("contributor_id", "00".repeat(32))),
                new Case("stale", 200, "\"rejection_type\":\"STALE\"", () -> post(contributions.signed(NOW - 121_000))),
                new Case(
                        "from the future",
                        200,
                        "\"rejection_type\":\"STALE\"",
                        () -> post(contributions.signed(NOW + 16_000))),
                new Case(
                        "nonce in an open goal",
                        200,
                        "\"rejection_type\":\"INVALID_STRUCTURE\"",
                        () -> post(contributions.signed(NOW, Optional.of(Bytes.wrap(new byte[] {1}))))),
                signed("nonce of 17 bytes", 400, "nonce: 17 bytes", json -> json.put("nonce", "00".repeat(17))),
                new Case(
                        "text/plain",
                        415,
                        "Content-Type:",
                        () -> describe(
                                api.post(CONTRIBUTE, contributions.unsigned("x"), "Content-Type", "text/plain"))),
                new Case(
                        "a web page's form",
                        415,
                        "Content-Type:",
                        () -> describe(api.post(
                                CONTRIBUTE,
                                contributions.unsigned("x"),
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Origin",
                                "http://127.0.0.1:3000"))),
                new Case(
                        "a form's text",
                        400,
                        "request: not valid JSON",
                        () -> describe(api.post(
                                CONTRIBUTE,
                                "a=b".getBytes(UTF_8),
                                "Content-Type",
                                "application/x-www-form-urlencoded"))));
    }

    static Stream<Case> parameters() {
        String id = "ab".repeat(32);
        return Stream.of(
                got("unknown goal in the path", 404, "goal_id:", "/api/v1/status/NOPE"),
                got("limit=abc", 400, "limit: expected an integer", "/api/v1/log/" + GOAL + "?limit=abc"),
                got("limit=0", 400, "limit: expected", "/api/v1/leaderboard/" + GOAL + "?limit=0"),
                got("limit=-1", 400, "limit: expected", "/api/v1/leaderboard/" + GOAL + "?limit=-1"),
                got("limit=1.5", 400, "limit: expected", "/api/v1/log/" + GOAL + "?limit=1.5"),
                got("limit twice", 400, "limit: given twice", "/api/v1/log/" + GOAL + "?limit=1&limit=2"),
                got("limit in other digits", 400, "limit:", "/api/v1/log/" + GOAL + "?limit=%D9%A3"),
                got("from below 0", 400, "from: expected", "/api/v1/log/" + GOAL + "?from=-1"),
                got("from beyond the end", 404, "from: the log has", "/api/v1/log/" + GOAL + "?from=100000"),
                got(
                        "from beyond every number",
                        404,
                        "from: the log has",
                        "/api/v1/log/" + GOAL + "?from=" + "9".repeat(40)),
                got("negative index", 400, "log_index: expected", "/api/v1/proof/" + GOAL + "/-1"),
                got("index beyond", 404, "log_index: the log has", "/api/v1/proof/" + GOAL + "/100000"),
                got("index is text", 400, "log_index: expected", "/api/v1/proof/" + GOAL + "/first"),
                got("tree size beyond", 404, "tree_size: the log has", "/api/v1/proof/" + GOAL + "/0?tree_size=100000"),
                got("tree size too small", 400, "tree_size: entry 1", "/api/v1/proof/" + GOAL + "/1?tree_size=1"),
                got("root too short", 400, "root: expected 64", "/api/v1/proof/" + GOAL + "/0?root=ab"),
                got("root wrong", 409, "\"log_root\":\"", "/api/v1/proof/" + GOAL + "/0?root=" + id),
                got("unknown contribution", 404, "contribution_id:", "/api/v1/contribution/" + GOAL + "/" + id),
                got(
                        "short contribution id",
                        400,
                        "contribution_id: expected 64",
                        "/api/v1/contribution/" + GOAL + "/ab"),
                got("unknown id to prove", 404, "contribution_id:", "/api/v1/proof/" + GOAL + "/by-id/" + id),
                got("id in upper case", 400, "contribution_id", "/api/v1/proof/" + GOAL + "/by-id/" + "AB".repeat(32)),
                got("consistency without from", 400, "from: missing", "/api/v1/consistency/" + GOAL),
                got("from above to", 400, "from: must not", "/api/v1/consistency/" + GOAL + "?from=2&to=1"),
                got("to beyond", 404, "to: the log has", "/api/v1/consistency/" + GOAL + "?from=0&to=100000"),
                got(
                        "from_root wrong",
                        409,
                        "\"from_root\":\"",
                        "/api/v1/consistency/" + GOAL + "?from=1&from_root=" + id),
                got("rank 0", 400, "rank: expected", "/api/v1/leaderboard/" + GOAL + "/proof/0"),
                got("rank beyond", 404, "rank: the leaderboard", "/api/v1/leaderboard/" + GOAL + "/proof/101"),
                got("no such path", 404, "nothing at this path", "/api/v2/info"),
                got("root path", 404, "nothing at this path", "/"));
    }

    static Stream<Case> wire() {
        return Stream.of(
                sent(
                        "bad escape in the query",
                        400,
                        "limit: a per cent",
                        "GET /api/v1/log/" + GOAL + "?limit=%zz HTTP/1.1"),
                sent("path traversal", 404, "nothing at this path", "GET /api/v1/status/../../etc/passwd HTTP/1.1"),
                sent("path above the root", 400, "request:", "GET /../../../etc/passwd HTTP/1.1"),
                sent("escaped traversal", 400, "request:", "GET /api/v1/status/..%2f..%2fetc HTTP/1.1"),
                sent("zero byte", 400, "request:", "GET /api/v1/status/a%00b HTTP/1.1"),
                sent("path of invalid UTF-8", 400, "request:", "GET /api/v1/status/%c3%28 HTTP/1.1"),
                sent("path parameter", 404, "goal_id:", "GET /api/v1/status/" + GOAL + ";x=y HTTP/1.1"),
                sent("doubled slash", 400, "request:", "GET //api/v1/info HTTP/1.1"),
                sent("overlong path", 414, "too long", "GET /" + "a".repeat(9000) + " HTTP/1.1"),
                sent("overlong header", 431, "too long", "GET /api/v1/info HTTP/1.1\r\nX-A: " + "b".repeat(9000)),
                sent("broken header", 400, "request:", "GET /api/v1/info HTTP/1.1\r\nX A: y"),
                sent("header injection", 400, "request:", "GET /api/v1/status/a%0d%0aX-Evil:%201 HTTP/1.1"),
                sent("unknown HTTP version", 505, "request:", "GET /api/v1/info HTTP/9.9"),
                sent("wrong method", 405, "does not take that method", "DELETE /api/v1/contribute HTTP/1.1"),
                sent("GET where POST is", 405, "does not take that method", "GET /api/v1/contribute HTTP/1.1"),
                sent("unknown method", 405, "does not take that method", "HACK /api/v1/info HTTP/1.1"),
                sent("trace", 405, "does not take that method", "TRACE /api/v1/info HTTP/1.1"),
                sent(
                        "changed method",
                        400,
                        "X-HTTP-Method-Override",
                        "GET /api/v1/admin/save HTTP/1.1\r\nX-HTTP-Method-Override: POST"),
                sent(
                        "web socket",
                        404,
                        "nothing at this path",
                        "GET /api/v1/info HTTP/1.1\r\nSec-WebSocket-Version: 13"),
                sent(
                        "two lengths",
                        400,
                        "request:",
                        "POST " + CONTRIBUTE + " HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6"),
                sent(
                        "length and chunks",
                        400,
                        "request:",
                        "POST " + CONTRIBUTE + " HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked"),
                sent("negative length", 400, "request:", "POST " + CONTRIBUTE + " HTTP/1.1\r\nContent-Length: -5"),
                sent(
                        "length beyond every number",
                        400,
                        "request:",
                        "POST " + CONTRIBUTE + " HTTP/1.1\r\nContent-Length: " + "9".repeat(30)),
                sent(
                        "too long, but asks first",
                        413,
                        "api.max_body_bytes",
                        "POST " + CONTRIBUTE + " HTTP/1.1\r\nContent-Length: 20000000\r\nExpect: 100-continue"),
                sent("no HTTP at all", 400, "request:", "\u0001\u0002\u0003"));
    }

    private static Case posted(String name, int status, String fragment, byte[] body) {
        return new Case(name, status, fragment, () -> post(body));
    }

    private static Case changed(String name, int status, String fragment, Consumer<ObjectNode> change) {
        return new Case(name, status, fragment, () -> post(changed(contributions.json(), change)));
    }

    private static Case signed(String name, int status, String fragment, Consumer<ObjectNode> change) {
        return new Case(name, status, fragment, () -> post(changed(contributions.signedJson(NOW), change)));
    }

    private static Case got(String name, int status, String fragment, String path) {
        return new Case(name, status, fragment, () -> describe(api.get(path)));
    }

    private static Case sent(String name, int status, String fragment, String head) {
        return new Case(
                name,
                status,
                fragment,
                () -> raw.exchange(head + "\r\n" + CLOSE + "\r\n").replaceFirst("^HTTP/1.1 ", ""));
    }

    private static String post(byte[] body) {
        return describe(api.post(CONTRIBUTE, body));
    }

    private static String describe(Reply reply) {
        StringBuilder all = new StringBuilder().append(reply.status()).append('\n');
        // The client shows names in lower case.
        reply.response()
                .headers()
                .map()
                .forEach((name, values) -> all.append(name.equalsIgnoreCase("cache-control") ? "Cache-Control" : name)
                        .append(": ")
                        .append(String.join(",", values))
                        .append('\n'));
        return all.append(reply.text()).toString();
    }

    private static String chunked() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port + CONTRIBUTE))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11 * MIB])))
                .build();
        return describe(api.exchange(request));
    }

    private static byte[] changed(ObjectNode json, Consumer<ObjectNode> change) {
        change.accept(json);
        return json.toString().getBytes(UTF_8);
    }

    private static ObjectNode pack(ObjectNode json) {
        return (ObjectNode) json.get("agent_pack");
    }

    private static void nest(ObjectNode outer, int levels) {
        ObjectNode inner = outer;
        for (int i = 0; i < levels; i++) {
            inner = inner.putObject("x");
        }
    }

    private static void proofs(ObjectNode json, int count, int bytes) {
        ObjectNode proofs = json.putObject("proofs");
        String value = Base64.getEncoder().encodeToString(new byte[bytes]);
        for (int i = 0; i < count; i++) {
            proofs.put("p" + i, value);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int logSize() {
        return api.get("/api/v1/status/" + GOAL).data().get("log_size").asInt();
    }
}
