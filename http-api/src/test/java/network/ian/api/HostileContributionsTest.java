package network.ian.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contributions that are malformed or hostile: bodies, fields and signatures. */
class HostileContributionsTest extends RefusedRequests {

    private static final int MIB = 1024 * 1024;

    @ParameterizedTest
    @MethodSource({"bodies", "fields", "signatures"})
    void isRefusedWithItsReason(Case request) {
        assertRefused(request);
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
                new Case("11 MB in chunks", 413, "api.max_body_bytes", HostileContributionsTest::chunked));
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

    private static Case posted(String name, int status, String fragment, byte[] body) {
        return new Case(name, status, fragment, () -> post(body));
    }

    private static Case changed(String name, int status, String fragment, Consumer<ObjectNode> change) {
        return new Case(name, status, fragment, () -> post(changed(contributions.json(), change)));
    }

    private static Case signed(String name, int status, String fragment, Consumer<ObjectNode> change) {
        return new Case(name, status, fragment, () -> post(changed(contributions.signedJson(NOW), change)));
    }

    private static String post(byte[] body) {
        return describe(api.post(CONTRIBUTE, body));
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
}
