package network.ian.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contributions whose fields or signatures are malformed or hostile are refused, and the field is named. */
class HostileContributionsTest {

    @TempDir
    private static Path data;

    private static AttackedNode node;

    @BeforeAll
    static void start() throws IOException {
        node = AttackedNode.start(data);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void servesOn() {
        node.assertServesOn();
    }

    @ParameterizedTest
    @MethodSource({"fields", "signatures"})
    void isRefusedWithItsReason(RefusedRequest request) {
        request.assertRefused();
    }

    static Stream<RefusedRequest> fields() {
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
                new RefusedRequest(
                        "lone surrogate",
                        400,
                        "contributor_id",
                        () -> node.contribute(new String(node.contributions.unsigned("mallory"), UTF_8)
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

    static Stream<RefusedRequest> signatures() {
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
                        json -> json.put("timestamp_ms", Long.toString(RunningApi.NOW_MS))),
                signed("timestamp below 0", 400, "timestamp_ms", json -> json.put("timestamp_ms", -1)),
                signed(
                        "another's contributor id",
                        400,
                        "contributor_id",
                        json -> json.put("contributor_id", "00".repeat(32))),
                new RefusedRequest(
                        "stale",
                        200,
                        "\"rejection_type\":\"STALE\"",
                        () -> node.contribute(node.contributions.signed(RunningApi.NOW_MS - 121_000))),
                new RefusedRequest(
                        "from the future",
                        200,
                        "\"rejection_type\":\"STALE\"",
                        () -> node.contribute(node.contributions.signed(RunningApi.NOW_MS + 16_000))),
                new RefusedRequest(
                        "nonce in an open goal",
                        200,
                        "\"rejection_type\":\"INVALID_STRUCTURE\"",
                        () -> node.contribute(
                                node.contributions.signed(RunningApi.NOW_MS, Optional.of(Bytes.wrap(new byte[] {1}))))),
                signed("nonce of 17 bytes", 400, "nonce: 17 bytes", json -> json.put("nonce", "00".repeat(17))));
    }

    private static RefusedRequest changed(String name, int status, String fragment, Consumer<ObjectNode> change) {
        return new RefusedRequest(
                name, status, fragment, () -> node.contribute(changed(node.contributions.json(), change)));
    }

    private static RefusedRequest signed(String name, int status, String fragment, Consumer<ObjectNode> change) {
        return new RefusedRequest(
                name,
                status,
                fragment,
                () -> node.contribute(changed(node.contributions.signedJson(RunningApi.NOW_MS), change)));
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
}
