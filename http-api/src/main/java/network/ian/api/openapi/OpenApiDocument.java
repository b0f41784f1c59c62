package network.ian.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.api.http.Access;
import network.ian.api.http.Operation;
import network.ian.api.http.Parameter;
import network.ian.api.http.Route;

/** Describes routes as OpenAPI 3.1. */
public final class OpenApiDocument {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z_]+)}");
    private static final Map<Integer, String> ERRORS = new TreeMap<>(Map.of(
            400, "Malformed; the error names the field.",
            401, "The key or token is missing, wrong or expired.",
            403, "The token does not have the scope that is needed.",
            404, "Unknown goal, index or id.",
            409, "The tree was reordered; data holds the current root.",
            413, "The body is too long.",
            415, "The body is not application/json.",
            429, "Too many requests; see Retry-After.",
            503, "Overloaded, undecided or not ready; see Retry-After."));

    private final RecordSchemas schemas = new RecordSchemas();
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
        parameters(route.path(), told, operation.putArray("parameters"));
        if (told.body()) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            content(body, "application/json").put("$ref", "#/components/schemas/" + RequestSchema.NAME);
        }
        security(route.access(), operation);
        responses(route.access(), told, operation.putObject("responses"));
    }

    private static void parameters(String path, Operation told, ArrayNode parameters) {
        Matcher names = PATH_PARAMETER.matcher(path);
        while (names.find()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", names.group(1)).put("in", "path");
            parameter.put("required", true);
            parameter.putObject("schema").put("type", isNumber(names.group(1)) ? "integer" : "string");
        }
        for (Parameter query : told.query()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", query.name()).put("in", "query");
            parameter.put("required", false).put("description", query.description());
            parameter.putObject("schema").put("type", query.schemaType());
        }
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

    private void responses(Access access, Operation told, ObjectNode responses) {
        ObjectNode ok = responses.putObject("200").put("description", "Success.");
        if (told.answer() == String.class) {
            content(ok, "text/plain").put("type", "string");
        } else if (told.enveloped()) {
            envelope(content(ok, "application/json"), told.answer());
        } else {
            content(ok, "application/json").setAll(schemas.reference(told.answer()));
        }
        if (access == Access.OPEN) {
            responses.putObject("503").put("description", "Not well; the answer names the reason.");
            return;
        }
        ERRORS.forEach((status, description) -> {
            ObjectNode error = responses.putObject(Integer.toString(status)).put("description", description);
            content(error, "application/json").put("$ref", "#/components/schemas/Error");
        });
    }

    private void envelope(ObjectNode schema, Class<?> data) {
        schema.put("type", "object");
        ObjectNode fields = schema.putObject("properties");
        fields.putObject("success").put("type", "boolean");
        fields.set("data", schemas.reference(data));
        fields.putObject("error").put("type", "null");
        fields.putObject("timestamp").put("type", "integer").put("description", "Milliseconds since the epoch.");
        schema.putArray("required").add("success").add("data").add("error").add("timestamp");
    }

    private void components() {
        ObjectNode components = root.putObject("components");
        ObjectNode all = components.putObject("schemas");
        schemas.all().forEach(all::set);
        all.set(RequestSchema.NAME, RequestSchema.schema());
        ObjectNode error = all.putObject("Error").put("type", "object");
        ObjectNode fields = error.putObject("properties");
        fields.putObject("success").put("type", "boolean");
        fields.putObject("data").put("description", "What may help, e.g. the current root; null otherwise.");
        fields.putObject("error").put("type", "string");
        fields.putObject("timestamp").put("type", "integer");
        error.putArray("required").add("success").add("data").add("error").add("timestamp");
        ObjectNode keys = components.putObject("securitySchemes");
        keys.putObject("bearer").put("type", "http").put("scheme", "bearer");
        keys.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
    }

    private static ObjectNode content(ObjectNode holder, String type) {
        return holder.putObject("content").putObject(type).putObject("schema");
    }
}
