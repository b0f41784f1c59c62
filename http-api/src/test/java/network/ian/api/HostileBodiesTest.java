package network.ian.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are malformed, too long, too deep or of the wrong media type are refused before anything is made of them. */
class HostileBodiesTest {

    private static final int MIB = 1024 * 1024;

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
    @MethodSource({"bodies", "mediaTypes"})
    void isRefusedWithItsReason(RefusedRequest request) {
        request.assertRefused();
    }

    static Stream<RefusedRequest> bodies() {
        byte[] good = node.contributions.unsigned("mallory");
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
                new RefusedRequest("11 MB in chunks", 413, "api.max_body_bytes", HostileBodiesTest::chunked));
    }

    static Stream<RefusedRequest> mediaTypes() {
        return Stream.of(
                new RefusedRequest(
                        "text/plain",
                        415,
                        "Content-Type:",
                        () -> RefusedRequest.describe(node.api.post(
                                AttackedNode.CONTRIBUTE,
                                node.contributions.unsigned("x"),
                                "Content-Type",
                                "text/plain"))),
                new RefusedRequest(
                        "a web page's form",
                        415,
                        "Content-Type:",
                        () -> RefusedRequest.describe(node.api.post(
                                AttackedNode.CONTRIBUTE,
                                node.contributions.unsigned("x"),
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Origin",
                                "http://127.0.0.1:3000"))),
                new RefusedRequest(
                        "a form's text",
                        400,
                        "request: not valid JSON",
                        () -> RefusedRequest.describe(node.api.post(
                                AttackedNode.CONTRIBUTE,
                                "a=b".getBytes(UTF_8),
                                "Content-Type",
                                "application/x-www-form-urlencoded"))));
    }

    private static RefusedRequest posted(String name, int status, String fragment, byte[] body) {
        return new RefusedRequest(name, status, fragment, () -> node.contribute(body));
    }

    private static String chunked() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.api.port + AttackedNode.CONTRIBUTE))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11 * MIB])))
                .build();
        return RefusedRequest.describe(node.api.exchange(request));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
