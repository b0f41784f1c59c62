package network.ian.api.http;

import java.util.List;

/**
 * What a route's documentation says.
 *
 * @param id unique among the routes
 * @param answer the record in the answer's {@code data}, or the whole answer of a bare route; {@code String.class} for
 *     text, {@link EventStreamText} for a stream
 * @param body what is posted
 */
public record Operation(
        String id, String summary, List<Parameter> query, Class<?> answer, boolean enveloped, Body body) {

    /** What a request carries beside its path and query. */
    public enum Body {
        NONE,
        CONTRIBUTION,
        GOAL
    }

    public Operation {
        query = List.copyOf(query);
    }

    public static Operation enveloped(String id, String summary, Class<?> answer, Parameter... query) {
        return new Operation(id, summary, List.of(query), answer, true, Body.NONE);
    }

    public static Operation bare(String id, String summary, Class<?> answer) {
        return new Operation(id, summary, List.of(), answer, false, Body.NONE);
    }

    /** The same with query parameters. */
    public Operation asking(Parameter... parameters) {
        return new Operation(id, summary, List.of(parameters), answer, enveloped, body);
    }

    /** The same with a JSON document that is posted. */
    public Operation taking(Body posted) {
        return new Operation(id, summary, query, answer, enveloped, posted);
    }
}
