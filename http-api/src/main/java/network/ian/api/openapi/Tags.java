package network.ian.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;

/** Groups of operations, by what their paths begin with. */
final class Tags {

    private static final String API = "/api/v1/";

    private record Tag(String name, String description) {}

    /** In the order in which a reader needs them. */
    private static final List<Tag> ALL = List.of(
            new Tag("contributions", "Submit and read contributions."),
            new Tag("goals", "Goals, their logs and leaderboards, and what happens on them now."),
            new Tag("proofs", "Merkle proofs (RFC 9162) of logs and leaderboards."),
            new Tag("network", "The node, its peers, certificates and alerts."),
            new Tag("anchor", "Anchors on Tau Net, and finality."),
            new Tag("health", "For probes and Prometheus."),
            new Tag("access", "What a credential is good for."),
            new Tag("operators", "Orders; each needs the scope admin."));

    private static final Map<String, String> BY_PART = Map.ofEntries(
            Map.entry("contribute", "contributions"),
            Map.entry("contribution", "contributions"),
            Map.entry("policy", "contributions"),
            Map.entry("equity", "contributions"),
            Map.entry("goals", "goals"),
            Map.entry("status", "goals"),
            Map.entry("leaderboard", "goals"),
            Map.entry("log", "goals"),
            Map.entry("activity", "goals"),
            Map.entry("stream", "goals"),
            Map.entry("projections", "goals"),
            Map.entry("proof", "proofs"),
            Map.entry("consistency", "proofs"),
            Map.entry("info", "network"),
            Map.entry("peers", "network"),
            Map.entry("alerts", "network"),
            Map.entry("certificates", "network"),
            Map.entry("openapi.json", "network"),
            Map.entry("anchors", "anchor"),
            Map.entry("tau", "anchor"),
            Map.entry("whoami", "access"),
            Map.entry("admin", "operators"));

    private Tags() {}

    /**
     * The group of a path.
     *
     * @throws IllegalStateException if it has none
     */
    static String of(String path) {
        if (!path.startsWith(API)) {
            return "health";
        }
        if (path.contains("/proof/")) {
            return "proofs";
        }
        String part = path.substring(API.length()).split("/", 2)[0];
        String tag = BY_PART.get(part);
        if (tag == null) {
            throw new IllegalStateException("no tag for the path " + path);
        }
        return tag;
    }

    /** Tells of all groups. */
    static void list(ArrayNode tags) {
        ALL.forEach(tag -> tags.addObject().put("name", tag.name()).put("description", tag.description()));
    }
}
