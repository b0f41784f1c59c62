package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.api.RunningApi.Reply;
import network.ian.api.http.Access;
import network.ian.api.http.Route;
import network.ian.api.web.WebFile;
import network.ian.api.web.WebFiles;
import network.ian.core.runtime.ManualClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of pages: what goes with them, and what a browser that has them already gets. */
class WebFilesTest {

    private static final String KEY = "k".repeat(32);

    @TempDir
    private static Path data;

    private static RunningApi api;

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(data, Map.of("IAN_API_KEY", KEY, "IAN_API_PROTECT_READS", "true"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void everyFileIsServedWithoutACredentialAndWithItsTypeAndPolicy() {
        List<Route> files = files();
        assertThat(files).isNotEmpty();
        for (Route file : files) {
            Reply reply = api.get(file.path(), "Authorization", "Bearer wrong");
            assertThat(reply.status()).as(file.path()).isEqualTo(200);
            assertThat(reply.response().body()).as(file.path()).isNotEmpty();
            assertThat(reply.header("Content-Type"))
                    .as(file.path())
                    .isNotEmpty()
                    .isNotEqualTo("application/json");
            assertThat(reply.header("Content-Security-Policy"))
                    .as(file.path())
                    .startsWith("default-src 'none'")
                    .doesNotContain("unsafe-eval")
                    .doesNotContain("http");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void everythingThatThePageAsksForIsServedWithItsType() {
        String page = api.get("/docs").text();
        Map<String, String> asked = new TreeMap<>();
        Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        while (links.find()) {
            String path = "/" + links.group(1);
            asked.put(
                    path,
                    api.get(path, "X-API-Key", KEY)
                            .header("Content-Type")
                            .replaceAll("; ?charset=", " ")
                            .toLowerCase(Locale.ROOT));
        }
        assertThat(asked)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/docs/favicon-32x32.png", "image/png",
                        "/docs/swagger-ui.css", "text/css utf-8",
                        "/docs/page.css", "text/css utf-8",
                        "/docs/swagger-ui-bundle.js", "text/javascript utf-8",
                        "/docs/start.js", "text/javascript utf-8",
                        "/api/v1/openapi.json", "application/json"));
        assertThat(page)
                .contains("<script src=")
                .doesNotContainPattern("<script(?! src)")
                .doesNotContain("style=");
        assertThat(page
                        + api.get("/docs/start.js").text()
                        + api.get("/docs/page.css").text())
                .as("nothing is asked of another host")
                .doesNotContain("://");
        assertThat(api.get("/docs").header("Content-Security-Policy")).doesNotContain("unsafe");
    }

    @Test
    void whatABrowserHasIsNotSentAgain() {
        for (Route file : files()) {
            Reply whole = api.get(file.path());
            String tag = whole.header("ETag");
            assertThat(tag).as(file.path()).matches("\"[0-9a-f]{32}\"");
            for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
                Reply unchanged = api.get(file.path(), "If-None-Match", known);
                assertThat(unchanged.status()).as(known).isEqualTo(304);
                assertThat(unchanged.response().body()).isEmpty();
                assertThat(unchanged.header("ETag")).isEqualTo(tag);
                // A browser puts them in place of the ones it has.
                for (String header : List.of("Cache-Control", "Content-Security-Policy", "Content-Type")) {
                    assertThat(unchanged.header(header)).as(header).isEqualTo(whole.header(header));
                }
            }
            assertThat(api.get(file.path(), "If-None-Match", "\"other\"").status())
                    .isEqualTo(200);
            assertThat(api.head(file.path()).header("ETag")).isEqualTo(tag);
        }
    }

    @Test
    void aSlashTooManyLeadsBackToWhereTheLinksHold() {
        Reply reply = api.get("/docs/");
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("Location")).isEqualTo("../docs");
    }

    @Test
    void onlyWhatTheTableNamesIsServed() {
        for (String path :
                List.of("/docs/index.html", "/docs/oauth2-redirect.html", "/docs/page.cs", "/docs/x/page.css")) {
            assertThat(api.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(api.post("/docs", new byte[0]).status()).isEqualTo(405);
    }

    @Test
    void filesAreOneSeriesOfTheMetricsAndNoPartOfTheApi() {
        files().forEach(file -> api.get(file.path()));
        assertThat(api.get("/metrics").text())
                .contains("ian_http_request_seconds_count{route=\"files\",method=\"GET\",status=\"2xx\",}")
                .doesNotContain("route=\"/docs");
        String document = api.get("/api/v1/openapi.json", "X-API-Key", KEY).text();
        assertThat(document).doesNotContain("/docs");
    }

    @Test
    void aFloodOfThemIsLimitedLikeEverythingElse(@TempDir Path other) throws IOException {
        Map<String, String> narrow = Map.of(
                "IAN_API_RATE_LIMIT_LOOPBACK", "true", "IAN_API_RATE_PER_SECOND", "1", "IAN_API_RATE_BURST", "3");
        try (RunningApi limited = RunningApi.start(other, narrow, new ManualClock())) {
            for (int i = 0; i < 3; i++) {
                assertThat(limited.get("/docs").status()).isEqualTo(200);
            }
            Reply refused = limited.get("/docs");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(limited.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void aTableThatNamesWhatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> WebFiles.routes(List.of(new WebFile("/x", "no/such.html", ""))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no/such.html");
        String own = "network/ian/api/web/WebFiles.class";
        assertThatThrownBy(() -> WebFiles.routes(List.of(new WebFile("/x", own, ""))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(own);
    }

    private static List<Route> files() {
        return api.server.routes().stream()
                .filter(route -> route.access() == Access.FILE)
                .toList();
    }
}
