package network.ian.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.api.http.ApiJson;

/** JSON schemas of the answers, read off the very records that are written as JSON, so that they cannot disagree. */
final class RecordSchemas {

    /** Type and, for numbers, format (OpenAPI format registry). */
    private record Simple(String type, String format) {}

    private static final Map<Class<?>, Simple> SIMPLE = Map.of(
            String.class, new Simple("string", ""),
            int.class, new Simple("integer", "int32"),
            long.class, new Simple("integer", "int64"),
            Integer.class, new Simple("integer", "int32"),
            Long.class, new Simple("integer", "int64"),
            double.class, new Simple("number", "double"),
            Double.class, new Simple("number", "double"),
            boolean.class, new Simple("boolean", ""),
            JsonNode.class, new Simple("object", ""));

    private final FieldDocs docs;

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    RecordSchemas(FieldDocs docs) {
        this.docs = docs;
    }

    /** A reference to the schema of {@code type}, which is added where it is not known yet. */
    ObjectNode reference(Class<?> type) {
        if (!type.isRecord()) {
            return simple(type);
        }
        String name = type.getSimpleName();
        if (!schemas.containsKey(name)) {
            ObjectNode schema = node();
            schemas.put(name, schema);
            describe(type, schema);
        }
        return node().put("$ref", "#/components/schemas/" + name);
    }

    /** All schemas by name. */
    Map<String, ObjectNode> all() {
        return schemas;
    }

    private void describe(Class<?> type, ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            String field = ApiJson.fieldName(component.getName());
            ObjectNode property = schema(component.getGenericType());
            docs.describe(type.getSimpleName(), field, property);
            properties.set(field, component.isAnnotationPresent(MayBeNull.class) ? orNull(property) : property);
            required.add(field);
        }
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == List.class) {
            ObjectNode list = node().put("type", "array");
            list.set("items", schema(parameterized.getActualTypeArguments()[0]));
            return list;
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Map.class) {
            ObjectNode map = node().put("type", "object");
            map.set("additionalProperties", schema(parameterized.getActualTypeArguments()[1]));
            return map;
        }
        return reference((Class<?>) type);
    }

    /** A list of types where one keyword says it all; else one of two schemas. */
    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("type") && !schema.has("enum")) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode either = node();
        if (schema.has("description")) {
            either.set("description", schema.remove("description"));
        }
        either.putArray("anyOf").add(schema).add(node().put("type", "null"));
        return either;
    }

    private static ObjectNode simple(Class<?> type) {
        Simple simple = SIMPLE.get(type);
        if (simple == null) {
            throw new IllegalStateException(
                    "an answer has a field of type " + type.getName() + ", which has no schema");
        }
        ObjectNode schema = node().put("type", simple.type());
        return simple.format().isEmpty() ? schema : schema.put("format", simple.format());
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
