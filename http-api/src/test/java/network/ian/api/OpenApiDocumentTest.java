package network.ian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import network.ian.api.RunningApi.Reply;
import network.ian.api.access.Caller;
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

/** The OpenAPI document is one by the rules, and what it says of fields, values and parameters is what the program has. */
class OpenApiDocumentTest {

    private static final String NONE = "00".repeat(32);

    @TempDir
    private static Path data;

    private static RunningApi api;
    private static JsonNode document;
    private static ApiSchemas schemas;

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
                .forEach(schema -> ApiSchemas.fields(schema.getValue().path("properties"))
                        .forEach(field -> {
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
                    .containsAll(
                            ApiSchemas.fields(ApiSchemas.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
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
}
