package network.ian.api.http;

import java.util.List;

/**
 * What a route's documentation says.
 *
 * @param id unique among the routes
 * @param answer the record in the answer's {@code data}, or the whole answer of a bare route; {@code String.class} for
 *     text, {@link EventStreamText} for a stream
 * @param body whether a contribution is posted
 */
public record Operation(
        String id, String summary, List<Parameter> query, Class<?> answer, boolean enveloped, boolean body) {

    public Operation {
        query = List.copyOf(query);
    }

    public static Operation enveloped(String id, String summary, Class<?> answer, Parameter... query) {
        return new Operation(id, summary, List.of(query), answer, true, false);
    }

    public static Operation bare(String id, String summary, Class<?> answer) {
        return new Operation(id, summary, List.of(), answer, false, false);
    }

    /** The same with query parameters. */
    public Operation asking(Parameter... parameters) {
        return new Operation(id, summary, List.of(parameters), answer, enveloped, body);
    }

    public Operation withBody() {
        return new Operation(id, summary, query, answer, enveloped, true);
    }
}
