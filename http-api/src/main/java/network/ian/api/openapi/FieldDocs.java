package network.ian.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import network.ian.api.http.ApiJson;

/**
 * What the document says of fields and parameters beyond their types, from {@code fields.json}: by schema and name where a name
 * means different things, else by name alone. A parameter of the path stands in braces.
 */
final class FieldDocs {

    private static final String FILE = "fields.json";
    private static final List<String> COPIED = List.of("description", "enum", "pattern");
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final JsonNode fields;

    private FieldDocs(JsonNode fields) {
        this.fields = fields;
    }

    static FieldDocs load() {
        try (InputStream in = FieldDocs.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + FILE);
            }
            return new FieldDocs(ApiJson.parseOwn(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /** Adds to a field's schema what is known of it. */
    void describe(String schemaName, String field, ObjectNode schema) {
        JsonNode general = fields.path(field);
        add(fields.has(schemaName + "." + field) ? fields.get(schemaName + "." + field) : general, schema);
    }

    /** Adds to a parameter of the path, and to its schema, what is known of it. */
    void describeParameter(String name, ObjectNode parameter, ObjectNode schema) {
        JsonNode known = fields.path("{" + name + "}");
        add(known, schema);
        schema.remove("examples");
        parameter.set("description", schema.remove("description"));
        if (known.has("example")) {
            parameter.set("example", known.get("example"));
        }
    }

    private static void add(JsonNode known, ObjectNode schema) {
        JsonNode from = known.isMissingNode() ? NOTHING : known;
        COPIED.stream().filter(from::has).forEach(key -> schema.set(key, from.get(key)));
        if (from.has("example")) {
            schema.putArray("examples").add(from.get("example"));
        }
    }
}
