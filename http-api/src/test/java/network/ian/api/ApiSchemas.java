package network.ian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The schemas of an OpenAPI document, applied by somebody else's validator (networknt, JSON Schema 2020-12). */
final class ApiSchemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** The OpenAPI Initiative's own, spec.openapis.org/oas/3.1/schema/2026-08-03 (Apache License 2.0). */
    private static final String OPEN_API = "/network/ian/api/openapi/openapi-3.1-schema.json";

    private final JsonNode document;
    private final ObjectNode closed;

    /** @param document an OpenAPI document */
    ApiSchemas(JsonNode document) {
        this.document = document;
        this.closed = document.get("components").deepCopy();
        closed.get("schemas").forEach(ApiSchemas::close);
    }

    /** JSON that a test knows to be some. */
    static JsonNode read(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The names of an object's fields in their order. */
    static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What the rules for OpenAPI documents say against it. */
    List<String> problems() {
        try (InputStream in = ApiSchemas.class.getResourceAsStream(OPEN_API)) {
            return texts(FACTORY.getSchema(new ObjectMapper().readTree(in)), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the rules for schemas say against one. */
    static List<String> problems(JsonNode schema) {
        return texts(FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema")), schema);
    }

    /** What a schema of the document says against a value; a field that it does not name is a problem, too. */
    List<String> problems(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        close(whole);
        whole.set("components", closed);
        return texts(FACTORY.getSchema(whole), value);
    }

    private static List<String> texts(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static void close(JsonNode schema) {
        if (schema.has("properties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(ApiSchemas::close);
    }
}
