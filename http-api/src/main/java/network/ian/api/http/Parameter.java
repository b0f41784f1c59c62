package network.ian.api.http;

/**
 * A query parameter of a route, for its documentation.
 *
 * @param schemaType {@code integer} or {@code string}
 * @param needed whether a request without it is refused
 */
public record Parameter(String name, String schemaType, String description, boolean needed) {

    public static Parameter integer(String name, String description) {
        return new Parameter(name, "integer", description, false);
    }

    public static Parameter text(String name, String description) {
        return new Parameter(name, "string", description, false);
    }

    /** The same, but needed. */
    public Parameter required() {
        return new Parameter(name, schemaType, description, true);
    }
}
