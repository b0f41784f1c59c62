package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import network.ian.api.http.Route;
import network.ian.core.codec.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document lists what is served, and describes what is really answered. */
class OpenApiTest {

    @TempDir
    private static Path data;

    private static RunningApi api;
    private static JsonNode document;
    private static String acceptedId;

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(data);
        document = api.get("/api/v1/openapi.json").json();
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
        api.server.routes().stream()
                .filter(route -> route.operation().isPresent())
                .forEach(route -> served.add(route.method() + " " + route.path()));
        assertThat(described).isEqualTo(served);
        assertThat(described)
                .contains(
                        "POST /api/v1/contribute",
                        "GET /api/v1/status/{goal_id}",
                        "GET /api/v1/proof/{goal_id}/{log_index}",
                        "GET /api/v1/proof/{goal_id}/by-id/{contribution_id}",
                        "GET /api/v1/openapi.json",
                        "GET /health",
                        "GET /health/live",
                        "GET /health/ready",
                        "GET /status",
                        "GET /metrics");
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.has("servers")).isFalse();
    }

    @Test
    void everyRouteAnswersWhatItsSchemaSays() {
        for (Route route : api.server.routes()) {
            if (route.method() == Route.Method.GET && route.operation().isPresent()) {
                JsonNode content = operation(route).at("/responses/200/content");
                JsonNode schema = content.path("application/json").path("schema");
                if (!schema.isMissingNode()) {
                    assertFits(
                            route.path(),
                            schema,
                            api.get(path(route), "X-API-Key", api.adminToken.reveal())
                                    .json());
                }
            }
        }
    }

    @Test
    void postedAnswersFitToo() {
        JsonNode schema =
                document.at("/paths/~1api~1v1~1contribute/post/responses/200/content/application~1json/schema");
        Contributions contributions = new Contributions(62);
        assertFits(
                "contribute",
                schema,
                api.post("/api/v1/contribute", contributions.unsigned("p")).json());
        byte[] stale = contributions.signed(RunningApi.NOW_MS - 200_000);
        assertFits("stale", schema, api.post("/api/v1/contribute", stale).json());
    }

    @Test
    void theRequestSchemaNamesTheFieldsThatTheCodecTakes() {
        Contributions contributions = new Contributions(63);
        JsonNode schema = document.at("/components/schemas/ContributionRequest");
        JsonNode signed =
                read(contributions.signed(RunningApi.NOW_MS, java.util.Optional.of(Bytes.wrap(new byte[] {1}))));
        assertThat(names(schema.get("properties"))).containsAll(names(signed)).containsAll(names(contributions.json()));
        assertThat(names(schema.at("/properties/agent_pack/properties"))).containsAll(names(signed.get("agent_pack")));
    }

    @Test
    void parametersAreNamedAsTheFormatSays() {
        JsonNode proof = document.at("/paths/~1api~1v1~1proof~1{goal_id}~1{log_index}/get/parameters");
        assertThat(proof.findValuesAsText("name")).containsExactly("goal_id", "log_index", "tree_size", "root");
        assertThat(proof.get(0).get("in").asText()).isEqualTo("path");
        assertThat(proof.get(2).get("in").asText()).isEqualTo("query");
    }

    private static JsonNode operation(Route route) {
        return document.get("paths").get(route.path()).get(route.method().name().toLowerCase(Locale.ROOT));
    }

    private static String path(Route route) {
        return route.path()
                .replace("{goal_id}", RunningApi.GOAL)
                .replace("{log_index}", "0")
                .replace("{rank}", "1")
                .replace("{contribution_id}", acceptedId)
                .replace("/consistency/" + RunningApi.GOAL, "/consistency/" + RunningApi.GOAL + "?from=0");
    }

    private static void assertFits(String where, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            assertFits(where, document.at(schema.get("$ref").asText().substring(1)), value);
        } else if (schema.has("anyOf")) {
            if (!value.isNull()) {
                assertFits(where, schema.get("anyOf").get(0), value);
            }
        } else {
            assertHasType(where, schema, value);
        }
    }

    private static void assertHasType(String where, JsonNode schema, JsonNode value) {
        String type = schema.get("type").asText();
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
        assertThat(fits).as("%s is %s: %s", where, type, value).isTrue();
        if (schema.has("properties")) {
            assertThat(names(value)).as(where).isEqualTo(names(schema.get("properties")));
            schema.get("properties")
                    .properties()
                    .forEach(field ->
                            assertFits(where + "." + field.getKey(), field.getValue(), value.get(field.getKey())));
        }
        if (type.equals("array")) {
            value.forEach(item -> assertFits(where + "[]", schema.get("items"), item));
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
