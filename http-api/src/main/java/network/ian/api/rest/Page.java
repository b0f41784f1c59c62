package network.ian.api.rest;

import network.ian.api.http.ApiRequest;
import network.ian.api.http.Parameter;
import network.ian.api.http.RefusedException;

/** How many items a caller wants. */
final class Page {

    static final int MAX_LIMIT = 1_000;
    static final Parameter LIMIT =
            Parameter.integer("limit", "How many entries, 1 to " + MAX_LIMIT + "; more is clamped. Default 100.");

    private static final int DEFAULT_LIMIT = 100;

    private Page() {}

    static int limit(ApiRequest request) {
        long limit = request.queryIndex("limit", DEFAULT_LIMIT);
        if (limit < 1) {
            throw RefusedException.malformed("limit", "expected an integer of 1 or more");
        }
        return (int) Math.min(limit, MAX_LIMIT);
    }
}
