package network.ian.api.http;

/**
 * A query parameter of a route, for its documentation.
 *
 * @param schemaType {@code integer} or {@code string}
 */
public record Parameter(String name, String schemaType, String description) {

    public static Parameter integer(String name, String description) {
        return new Parameter(name, "integer", description);
    }

    public static Parameter text(String name, String description) {
        return new Parameter(name, "string", description);
    }
}
