package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import network.ian.api.RunningApi.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers are told with every answer, and what nobody is. */
class HeadersTest {

    private static final String PAGE = "http://evil.example";

    @TempDir
    private Path data;

    @Test
    void everyAnswerTellsBrowsersWhatTheyMayNotDo() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            for (Reply reply : answers(api)) {
                assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
                assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
                assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
                assertThat(reply.header("Content-Security-Policy"))
                        .contains("default-src 'none'")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe-eval");
                assertThat(reply.header("Cache-Control")).isIn("no-store", "no-cache");
                // Not without TLS: it would lock out whoever comes back by plain HTTP.
                assertThat(reply.header("Strict-Transport-Security")).isEmpty();
                for (String absent : List.of("Server", "X-Powered-By", "Set-Cookie")) {
                    assertThat(reply.header(absent)).as(absent).isEmpty();
                }
                assertThat(reply.response().headers().map().values())
                        .as("each header once")
                        .allMatch(values -> values.size() == 1);
            }
        }
    }

    @Test
    void pagesOfOthersAreGivenNoLeave() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            String[] asked = {"Origin", PAGE, "Access-Control-Request-Method", "POST"};
            List<Reply> replies = List.of(
                    api.send("OPTIONS", "/api/v1/contribute", null, asked),
                    api.send("OPTIONS", "/api/v1/admin/save", null, asked),
                    api.get("/api/v1/info", "Origin", PAGE),
                    api.post("/api/v1/contribute", new byte[0], "Origin", PAGE),
                    api.post("/api/v1/admin/save", new byte[0], "Origin", PAGE));
            for (Reply reply : replies) {
                assertThat(reply.response().headers().map().keySet())
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
            }
            assertThat(replies).extracting(Reply::status).containsExactly(405, 405, 200, 403, 401);
        }
    }

    /** Or a client would send its next request into a connection that ends. */
    @Test
    void whereTheServerClosesItSaysSo() throws IOException {
        try (RunningApi api = RunningApi.start(data)) {
            assertThat(api.get("/api/v1/status/a%00b").header("Connection")).isEqualTo("close");
            assertThat(api.get("/api/v1/nothing").header("Connection")).isEmpty();
        }
    }

    /** Of every kind: data, files, refusals of routes, of the server itself and of the stream. */
    private static List<Reply> answers(RunningApi api) {
        return List.of(
                api.get("/api/v1/info"),
                api.head("/api/v1/info"),
                api.get("/health"),
                api.get("/metrics"),
                api.get("/"),
                api.get("/docs/swagger-ui-bundle.js"),
                api.get("/nothing"),
                api.get("/api/v1/status/NOPE"),
                api.get("/api/v1/status/a%00b"),
                api.send("DELETE", "/api/v1/info", null),
                api.post("/api/v1/contribute", new byte[0]),
                api.post("/api/v1/contribute", new byte[0], "Content-Encoding", "gzip"),
                api.post("/api/v1/admin/save", new byte[0]),
                api.get("/api/v1/stream?channels=nothing"));
    }
}
