package network.ian.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.api.http.Access;
import network.ian.api.http.EventStreamText;
import network.ian.api.http.Operation;
import network.ian.api.http.Parameter;
import network.ian.api.http.Route;

/** Describes routes as OpenAPI 3.1. */
public final class OpenApiDocument {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z_]+)}");
    private static final String SCHEMAS = "#/components/schemas/";

    /** Text that is JSON of this schema where a client asks for that. */
    private static final Map<String, String> JSON_AS_WELL = Map.of("health", "HealthJson");

    private static final String TIMESTAMP = "The node's wall clock, in milliseconds since the epoch.";

    private final FieldDocs docs = FieldDocs.load();
    private final RecordSchemas schemas = new RecordSchemas(docs);
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private OpenApiDocument() {}

    /** The document of {@code routes}. */
    public static ObjectNode of(Collection<Route> routes, String version) {
        OpenApiDocument document = new OpenApiDocument();
        document.root.put("openapi", "3.1.0");
        document.root
                .putObject("info")
                .put("title", "IAN node")
                .put("version", version)
                .put("description", "Agents compete on goals; every answer about a log can be proved (RFC 9162).");
        Tags.list(document.root.putArray("tags"));
        ObjectNode paths = document.root.putObject("paths");
        routes.forEach(route -> route.operation().ifPresent(told -> document.add(route, told, paths)));
        document.components();
        return document.root;
    }

    private void add(Route route, Operation told, ObjectNode paths) {
        ObjectNode path = paths.withObjectProperty(route.path());
        ObjectNode operation = path.putObject(route.method().name().toLowerCase(Locale.ROOT));
        operation.put("operationId", told.id());
        operation.put("summary", told.summary());
        operation.putArray("tags").add(Tags.of(route.path()));
        parameters(route.path(), told, operation.putArray("parameters"));
        if (told.body() != Operation.Body.NONE) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            content(body, "application/json").put("$ref", SCHEMAS + RequestSchemas.name(told.body()));
        }
        security(route.access(), operation);
        responses(route, told, operation.putObject("responses"));
    }

    private void parameters(String path, Operation told, ArrayNode parameters) {
        Matcher names = PATH_PARAMETER.matcher(path);
        while (names.find()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", names.group(1)).put("in", "path");
            parameter.put("required", true);
            ObjectNode schema = type(parameter, isNumber(names.group(1)) ? "integer" : "string");
            docs.describeParameter(names.group(1), parameter, schema);
        }
        for (Parameter query : told.query()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", query.name()).put("in", "query");
            parameter.put("required", query.needed()).put("description", query.description());
            type(parameter, query.schemaType());
        }
    }

    private static ObjectNode type(ObjectNode parameter, String type) {
        ObjectNode schema = parameter.putObject("schema").put("type", type);
        return type.equals("integer") ? schema.put("format", "int64").put("minimum", 0) : schema;
    }

    private static boolean isNumber(String parameter) {
        return parameter.equals("log_index") || parameter.equals("rank");
    }

    private static void security(Access access, ObjectNode operation) {
        if (access == Access.OPEN) {
            return;
        }
        ArrayNode either = operation.putArray("security");
        either.addObject().putArray("bearer");
        either.addObject().putArray("apiKey");
        if (access != Access.ADMIN) {
            // An empty requirement: a node without a key asks for none.
            either.addObject();
        }
    }

    private void responses(Route route, Operation told, ObjectNode responses) {
        answer(told, responses.putObject("200").put("description", "Success."));
        ErrorResponses.of(route, told).forEach((status, description) -> {
            ObjectNode error = responses.putObject(Integer.toString(status)).put("description", description);
            if (status == 503 && route.access() == Access.OPEN) {
                // A report that says what is wrong is a report all the same.
                answer(told, error.put("description", "Not well; the answer names the reason."));
            } else {
                content(error, "application/json").put("$ref", SCHEMAS + "Error");
            }
        });
    }

    private void answer(Operation told, ObjectNode ok) {
        if (told.answer() == String.class) {
            ObjectNode content = ok.putObject("content");
            content.putObject("text/plain").putObject("schema").put("type", "string");
            if (JSON_AS_WELL.containsKey(told.id())) {
                content.putObject("application/json")
                        .putObject("schema")
                        .put("$ref", SCHEMAS + JSON_AS_WELL.get(told.id()));
            }
        } else if (told.answer() == EventStreamText.class) {
            content(ok, "text/event-stream").put("type", "string");
        } else if (told.enveloped()) {
            envelope(content(ok, "application/json"), told.answer());
        } else {
            content(ok, "application/json").setAll(schemas.reference(told.answer()));
        }
    }

    private void envelope(ObjectNode schema, Class<?> data) {
        schema.put("type", "object");
        ObjectNode fields = schema.putObject("properties");
        fields.putObject("success").put("type", "boolean").put("const", true);
        fields.set("data", schemas.reference(data));
        fields.putObject("error").put("type", "null");
        timestamp(fields);
        schema.putArray("required").add("success").add("data").add("error").add("timestamp");
    }

    private void components() {
        ObjectNode components = root.putObject("components");
        ObjectNode all = components.putObject("schemas");
        schemas.all().forEach(all::set);
        RequestSchemas.all().forEach(all::set);
        ObjectNode error = all.putObject("Error").put("type", "object");
        ObjectNode fields = error.putObject("properties");
        fields.putObject("success").put("type", "boolean").put("const", false).put("description", "Always false.");
        fields.putObject("data").put("description", "What may help, e.g. the current root; null otherwise.");
        fields.putObject("error").put("type", "string").put("description", "One sentence that names what was wrong.");
        timestamp(fields);
        error.putArray("required").add("success").add("data").add("error").add("timestamp");
        ObjectNode keys = components.putObject("securitySchemes");
        keys.putObject("bearer").put("type", "http").put("scheme", "bearer");
        keys.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
    }

    private static void timestamp(ObjectNode fields) {
        fields.putObject("timestamp")
                .put("type", "integer")
                .put("format", "int64")
                .put("description", TIMESTAMP)
                .putArray("examples")
                .add(1_790_000_000_000L);
    }

    private static ObjectNode content(ObjectNode holder, String type) {
        return holder.putObject("content").putObject(type).putObject("schema");
    }
}
