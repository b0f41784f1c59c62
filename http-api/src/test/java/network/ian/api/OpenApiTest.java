package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.ian.api.RunningApi.Reply;
import network.ian.api.access.Caller;
import network.ian.api.http.Access;
import network.ian.api.http.EventStreamText;
import network.ian.api.http.Operation;
import network.ian.api.http.Route;
import network.ian.core.codec.Bytes;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.node.GoalHealth;
import network.ian.core.verdict.Reason;
import network.ian.core.verify.ProjectionStatus;
import network.ian.core.view.AnchorSummary;
import network.ian.core.view.Finality;
import network.ian.core.view.SyncState;
import network.ian.core.view.TauStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document is one by the rules, lists what is served, and describes what is really answered, errors included. */
class OpenApiTest {

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
        // For trying generators of clients.
        Files.write(Path.of("target", "openapi.json"), reply.response().body());
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
    void isADocumentByTheRulesOfOpenApi() {
        assertThat(schemas.problems()).isEmpty();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(ApiSchemas.problems(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.has("servers")).as("it is wherever it was got").isFalse();
    }

    @Test
    void theValidatorFindsWhatIsWrong() {
        ApiSchemas broken =
                new ApiSchemas(ApiSchemas.read(document.toString().replace("\"responses\":", "\"answers\":")));
        assertThat(broken.problems()).isNotEmpty();
        assertThat(ApiSchemas.problems(ApiSchemas.read("{\"type\":\"strnig\"}")))
                .isNotEmpty();
        JsonNode schema = document.at("/components/schemas/SiblingJson");
        assertThat(schemas.problems(schema, ApiSchemas.read("{\"hash\":\"" + NONE + "\",\"is_right\":true}")))
                .isEmpty();
        assertThat(schemas.problems(schema, ApiSchemas.read("{\"hash\":\"" + NONE + "\",\"is_right\":1}")))
                .hasSize(1);
        assertThat(schemas.problems(schema, ApiSchemas.read("{\"hash\":\"" + NONE + "\"}")))
                .hasSize(1);
        assertThat(schemas.problems(schema, ApiSchemas.read("{\"hash\":\"0\",\"is_right\":true,\"more\":1}")))
                .hasSize(2);
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
            assertThat(names(document.at("/paths/~1api~1v1~1stream/get/responses/200/content")))
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

    @Test
    void everyFieldAndParameterIsDescribed() {
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> assertThat(
                                        field.getValue().path("description").asText())
                                .as("fields.json: %s.%s", schema.getKey(), field.getKey())
                                .isNotBlank()));
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                operation
                        .get("parameters")
                        .forEach(parameter -> assertThat(
                                        parameter.path("description").asText())
                                .as("%s: %s", operation.get("operationId"), parameter.get("name"))
                                .isNotBlank());
                assertThat(operation.get("summary").asText()).isNotBlank();
                assertThat(document.get("tags").findValuesAsText("name"))
                        .contains(operation.at("/tags/0").asText());
            }
        }
    }

    @Test
    void whatIsSaidOfFieldsIsSaidOfFieldsThatExist() throws IOException {
        Set<String> known = new HashSet<>();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> names(schema.getValue().path("properties")).forEach(field -> {
                    known.add(field);
                    known.add(schema.getKey() + "." + field);
                }));
        document.get("paths")
                .fieldNames()
                .forEachRemaining(path -> Arrays.stream(path.split("/"))
                        .filter(part -> part.startsWith("{"))
                        .forEach(known::add));
        try (var in = Route.class.getResourceAsStream("/network/ian/api/openapi/fields.json")) {
            assertThat(known)
                    .containsAll(names(ApiSchemas.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
        }
    }

    @Test
    void examplesAreValuesThatTheSchemaTakes() {
        List<JsonNode> withExamples = document.findParents("examples");
        assertThat(withExamples).hasSizeGreaterThan(100);
        withExamples.forEach(schema -> schema.get("examples")
                .forEach(example -> assertThat(schemas.problems(schema, example))
                        .as(schema.toString())
                        .isEmpty()));
    }

    @Test
    void enumsAreThoseOfTheProgram() {
        assertValues("Contributed/properties/rejection_type/anyOf/0", names(Reason.values()));
        assertValues("GoalSummary/properties/state", names(GoalHealth.State.values()));
        assertValues("GoalState/properties/state", names(GoalHealth.State.values()));
        assertValues("GoalStatus/properties/consensus_state", names(SyncState.Consensus.values()));
        assertValues("AnchorJson/properties/state", names(AnchorSummary.State.values()));
        assertValues("TauJson/properties/circuit_breaker", names(TauStatus.Breaker.values()));
        assertValues("SnapshotJson/properties/state", names(ProjectionStatus.State.values()));
        assertValues("CheckJson/properties/needed", names(network.ian.api.health.HealthCheck.Needed.values()));
        assertValues(
                "FinalityJson/properties/source",
                Stream.of(Finality.Source.values()).map(Finality.Source::text).toList());
        assertValues(
                "Whoami/properties/credential",
                Stream.of(Caller.Kind.values()).map(Caller.Kind::text).toList());
    }

    @Test
    void theRequestSchemaTakesWhatTheCodecTakes() {
        Contributions contributions = new Contributions(63);
        JsonNode schema = document.at("/components/schemas/ContributionRequest");
        JsonNode signed =
                ApiSchemas.read(contributions.signed(RunningApi.NOW_MS, Optional.of(Bytes.wrap(new byte[] {1}))));
        assertThat(schemas.problems(schema, signed)).isEmpty();
        assertThat(schemas.problems(schema, contributions.json())).isEmpty();
        assertThat(schemas.problems(schema, contributions.json().put("more", 1)))
                .isNotEmpty();
    }

    @Test
    void theSchemaOfGoalsTakesWhatTheirCodecTakes() {
        JsonNode schema = document.at("/components/schemas/GoalSpec");
        ObjectNode demo =
                (ObjectNode) ApiSchemas.read(GoalCatalog.demoGoal().canonical().toArray());
        assertThat(schemas.problems(schema, demo)).isEmpty();
        assertThat(schemas.problems(schema, demo.deepCopy().put("more", 1))).isNotEmpty();
        ObjectNode withoutLimits = demo.deepCopy();
        withoutLimits.remove("limits");
        assertThat(schemas.problems(schema, withoutLimits)).isNotEmpty();
    }

    @Test
    void parametersAreNamedAsTheFormatSays() {
        JsonNode proof = document.at("/paths/~1api~1v1~1proof~1{goal_id}~1{log_index}/get/parameters");
        assertThat(proof.findValuesAsText("name")).containsExactly("goal_id", "log_index", "tree_size", "root");
        assertThat(proof.get(0).get("in").asText()).isEqualTo("path");
        assertThat(proof.get(2).get("in").asText()).isEqualTo("query");
        JsonNode from = document.at("/paths/~1api~1v1~1consistency~1{goal_id}/get/parameters/1");
        assertThat(from.get("required").asBoolean()).isTrue();
    }

    private static void assertValues(String schema, List<String> values) {
        List<String> described = new ArrayList<>();
        document.at("/components/schemas/" + schema + "/enum").forEach(value -> described.add(value.asText()));
        assertThat(described).as(schema).containsExactlyInAnyOrderElementsOf(values);
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
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

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
