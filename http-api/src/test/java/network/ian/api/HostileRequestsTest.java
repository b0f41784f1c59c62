package network.ian.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are malformed or hostile by their path, their parameters or their bytes on the wire are refused with the reason. */
class HostileRequestsTest {

    private static final String GOAL = RunningApi.GOAL;
    private static final String CLOSE = "Host: ian\r\nConnection: close\r\n";

    @TempDir
    private static Path data;

    private static AttackedNode node;
    private static RawClient raw;

    @BeforeAll
    static void start() throws IOException {
        node = AttackedNode.start(data);
        raw = new RawClient(node.api.port);
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
    @MethodSource({"parameters", "wire"})
    void isRefusedWithItsReason(RefusedRequest request) {
        request.assertRefused();
    }

    static Stream<RefusedRequest> parameters() {
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
                got("no such path", 404, "nothing at this path", "/api/v2/info"));
    }

    static Stream<RefusedRequest> wire() {
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
                        "POST " + AttackedNode.CONTRIBUTE + " HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6"),
                sent(
                        "length and chunks",
                        400,
                        "request:",
                        "POST " + AttackedNode.CONTRIBUTE
                                + " HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked"),
                sent(
                        "negative length",
                        400,
                        "request:",
                        "POST " + AttackedNode.CONTRIBUTE + " HTTP/1.1\r\nContent-Length: -5"),
                sent(
                        "length beyond every number",
                        400,
                        "request:",
                        "POST " + AttackedNode.CONTRIBUTE + " HTTP/1.1\r\nContent-Length: " + "9".repeat(30)),
                sent(
                        "too long, but asks first",
                        413,
                        "api.max_body_bytes",
                        "POST " + AttackedNode.CONTRIBUTE
                                + " HTTP/1.1\r\nContent-Length: 20000000\r\nExpect: 100-continue"),
                sent("no HTTP at all", 400, "request:", "\u0001\u0002\u0003"));
    }

    private static RefusedRequest got(String name, int status, String fragment, String path) {
        return new RefusedRequest(name, status, fragment, () -> RefusedRequest.describe(node.api.get(path)));
    }

    private static RefusedRequest sent(String name, int status, String fragment, String head) {
        return new RefusedRequest(
                name,
                status,
                fragment,
                () -> raw.exchange(head + "\r\n" + CLOSE + "\r\n").replaceFirst("^HTTP/1.1 ", ""));
    }
}
