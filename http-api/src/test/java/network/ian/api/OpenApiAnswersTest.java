package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.ian.api.RunningApi.Reply;
import network.ian.api.http.Access;
import network.ian.api.http.EventStreamText;
import network.ian.api.http.Operation;
import network.ian.api.http.Route;
import network.ian.core.goal.GoalCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document lists what is served, and describes what is really answered, errors included. */
class OpenApiAnswersTest {

    private static final String NONE = "00".repeat(32);

    @TempDir
    private static Path data;

    private static RunningApi api;
    private static JsonNode document;
    private static ApiSchemas schemas;
    private static String acceptedId;

    @BeforeAll
    static void start() throws IOException {
        FakePeers peers = new FakePeers();
        peers.certificates = new FakeCertificate();
        api = RunningApi.start(data, peers, new FakeAnchors());
        Reply reply = api.get("/api/v1/openapi.json");
        document = reply.json();
        schemas = new ApiSchemas(document);
        Contributions contributions = new Contributions(61);
        for (int i = 0; acceptedId == null && i < 20; i++) {
            JsonNode answer = api.post("/api/v1/contribute", contributions.unsigned("o" + i))
                    .data();
            acceptedId = answer.get("accepted").asBoolean()
                    ? answer.get("contribution_id").asText()
                    : null;
        }
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void listsExactlyTheRoutesThatExist() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        routes().forEach(route -> served.add(route.method() + " " + route.path()));
        assertThat(described).isEqualTo(served);
        assertThat(described).contains("POST /api/v1/contribute", "GET /api/v1/alerts", "GET /metrics");
        assertThat(routes().map(route -> route.operation().orElseThrow().id())).doesNotHaveDuplicates();
    }

    @Test
    void everyOperationAnswersWhatItsSchemaSays() {
        Contributions contributions = new Contributions(62);
        Map<String, Reply> replies = new LinkedHashMap<>();
        ending().forEach(route -> replies.put(
                route.operation().orElseThrow().id(),
                call(route, path(route), body(route, contributions.unsigned("p")))));
        assertThat(replies)
                .allSatisfy((id, reply) -> assertThat(reply.status())
                        .as("%s: %s", id, reply.text())
                        .isEqualTo(200));
        ending().forEach(route ->
                assertFits(route, replies.get(route.operation().orElseThrow().id())));
        Route contribute = route("contribute");
        assertFits(contribute, call(contribute, path(contribute), contributions.signed(RunningApi.NOW_MS - 200_000)));
        assertFits(route("health"), api.get("/health", "Accept", "application/json"));
    }

    @Test
    void theStreamIsOfTheTypeThatIsSaid() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port + "/api/v1/stream"))
                .timeout(Duration.ofSeconds(40))
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream endless = response.body()) {
            assertThat(endless).isNotNull();
            String type =
                    response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(ApiSchemas.fields(document.at("/paths/~1api~1v1~1stream/get/responses/200/content")))
                    .containsExactly(type);
        }
    }

    @Test
    void everyErrorIsOneThatIsListed() {
        routes().forEach(route -> {
            String unknown = route.path()
                    .replaceAll("\\{(contribution_id|node_id)}", NONE)
                    .replaceAll("\\{[a-z_]+}", "9999999");
            String malformed = path(route) + (path(route).contains("?") ? "&" : "?") + "x=1&x=2";
            byte[] body = new byte[0];
            List<Reply> replies = new ArrayList<>(List.of(call(route, malformed, body)));
            if (!isEndless(route)) {
                replies.add(call(route, unknown, body));
                replies.add(api.send(route.method().name(), path(route), isPost(route) ? body : null));
            }
            replies.forEach(reply -> assertFits(route, reply));
            List<Integer> seen = replies.stream().map(Reply::status).toList();
            assertThat(seen).as(route.path()).contains(400);
            if (route.access() == Access.ADMIN) {
                assertThat(seen).as(route.path()).contains(401);
            }
        });
    }

    @Test
    void treesThatMovedAreConflictsAndOtherBodiesAreRefused() {
        for (Route route : routes().toList()) {
            for (var query : route.operation().orElseThrow().query()) {
                if (query.name().endsWith("root")) {
                    Reply reply = call(
                            route,
                            path(route) + (path(route).contains("?") ? "&" : "?") + query.name() + "="
                                    + "ab".repeat(32),
                            null);
                    assertThat(reply.status()).as(route.path()).isEqualTo(409);
                    assertFits(route, reply);
                }
            }
        }
        Route contribute = route("contribute");
        Reply xml = api.post("/api/v1/contribute", new byte[] {1}, "Content-Type", "text/xml");
        assertThat(xml.status()).isEqualTo(415);
        assertFits(contribute, xml);
    }

    private static void assertFits(Route route, Reply reply) {
        JsonNode operation = document.get("paths")
                .get(route.path())
                .get(route.method().name().toLowerCase(Locale.ROOT));
        String what = route.path() + " " + reply.status() + ": " + reply.text();
        JsonNode response = operation.get("responses").path(Integer.toString(reply.status()));
        assertThat(response.isMissingNode()).as(what).isFalse();
        String type = reply.header("Content-Type").split(";", 2)[0];
        JsonNode schema = response.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as("%s in %s", type, what).isFalse();
        if (type.equals("application/json")) {
            assertThat(schemas.problems(schema, reply.json())).as(what).isEmpty();
        }
    }

    private static byte[] body(Route route, byte[] contribution) {
        return route.operation().orElseThrow().body() == Operation.Body.GOAL
                ? GoalCatalog.demoGoal().canonical().toArray()
                : contribution;
    }

    private static Reply call(Route route, String path, byte[] body) {
        return api.send(route.method().name(), path, isPost(route) ? body : null, "X-API-Key", api.adminToken.reveal());
    }

    private static boolean isPost(Route route) {
        return route.method() == Route.Method.POST;
    }

    private static Stream<Route> routes() {
        return api.server.routes().stream().filter(route -> route.operation().isPresent());
    }

    private static Stream<Route> ending() {
        return routes().filter(route -> !isEndless(route));
    }

    /** A stream goes on for as long as a client listens. */
    private static boolean isEndless(Route route) {
        return route.operation().map(Operation::answer).orElseThrow() == EventStreamText.class;
    }

    private static Route route(String id) {
        return routes().filter(route ->
                        route.operation().map(Operation::id).orElseThrow().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Where something is answered. */
    private static String path(Route route) {
        return route.path()
                .replace("{goal_id}", RunningApi.GOAL)
                .replace("{log_index}", "0")
                .replace("{rank}", "1")
                .replace("{contribution_id}", acceptedId)
                .replace("{node_id}", FakePeers.ID)
                .replace("/consistency/" + RunningApi.GOAL, "/consistency/" + RunningApi.GOAL + "?from=1")
                .replace("/peers/add", "/peers/add?address=192.0.2.9:9000")
                .replace("/peers/remove", "/peers/remove?address=192.0.2.9:9000");
    }
}
