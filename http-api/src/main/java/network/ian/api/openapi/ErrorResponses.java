package network.ian.api.openapi;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import network.ian.api.http.Access;
import network.ian.api.http.Operation;
import network.ian.api.http.Route;

/** The errors that a route can answer with, beside a fault of the node itself (500). */
final class ErrorResponses {

    private static final Map<Integer, String> TEXTS = Map.of(
            400, "Malformed; the error names the field.",
            401, "The key or token is missing, wrong or expired.",
            403, "The token does not have the scope that is needed, or the page may not contribute (Origin).",
            404, "There is no goal, entry, rank or curve of that name.",
            408, "The body took too long to arrive.",
            409, "The tree has another root now; data holds the current one.",
            413, "The body is too long.",
            415, "The body is not application/json.",
            429, "Too many requests; see Retry-After.",
            503, "Overloaded, undecided or damaged; see Retry-After.");

    /** What names something that may not be there. */
    private static final Set<String> NAMES = Set.of("{goal_id}", "{contribution_id}", "{log_index}", "{rank}");

    /** Answered from memory, whatever state the goals are in. */
    private static final Set<String> ALWAYS_AVAILABLE = Set.of(
            "activity",
            "alerts",
            "anchors",
            "certificates",
            "diagnostics",
            "goal",
            "goals",
            "info",
            "metrics",
            "nodeStatus",
            "openApi",
            "peers",
            "tau",
            "tokens",
            "whoami");

    private ErrorResponses() {}

    /** Status and description. */
    static SortedMap<Integer, String> of(Route route, Operation told) {
        SortedMap<Integer, String> errors = new TreeMap<>();
        add(errors, 400);
        if (route.access() != Access.OPEN) {
            add(errors, 401, 429);
        }
        if (route.access().scope().isPresent()) {
            add(errors, 403);
        }
        if (told.body() == Operation.Body.CONTRIBUTION || NAMES.stream().anyMatch(route.path()::contains)) {
            add(errors, 404);
        }
        if (told.query().stream().anyMatch(query -> query.name().endsWith("root"))) {
            add(errors, 409);
        }
        if (told.body() == Operation.Body.GOAL) {
            errors.put(409, "The goal id stands for something else on this node; nothing was changed.");
        }
        if (told.body() != Operation.Body.NONE) {
            add(errors, 408, 413, 415);
        }
        if (!ALWAYS_AVAILABLE.contains(told.id())) {
            add(errors, 503);
        }
        return errors;
    }

    private static void add(Map<Integer, String> errors, int... statuses) {
        for (int status : statuses) {
            errors.put(status, TEXTS.get(status));
        }
    }
}
