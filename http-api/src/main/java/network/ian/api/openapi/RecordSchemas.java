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

    private static final Map<Class<?>, String> SIMPLE = Map.of(
            String.class, "string",
            int.class, "integer",
            long.class, "integer",
            Integer.class, "integer",
            Long.class, "integer",
            double.class, "number",
            Double.class, "number",
            boolean.class, "boolean",
            JsonNode.class, "object");

    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /** A reference to the schema of {@code type}, which is added where it is not known yet. */
    ObjectNode reference(Class<?> type) {
        if (!type.isRecord()) {
            return node().put("type", simple(type));
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

    private static ObjectNode orNull(ObjectNode schema) {
        ObjectNode either = node();
        either.putArray("anyOf").add(schema).add(node().put("type", "null"));
        return either;
    }

    private static String simple(Class<?> type) {
        String name = SIMPLE.get(type);
        if (name == null) {
            throw new IllegalStateException(
                    "an answer has a field of type " + type.getName() + ", which has no schema");
        }
        return name;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
