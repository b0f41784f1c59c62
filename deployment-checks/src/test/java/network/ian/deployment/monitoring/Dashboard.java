package network.ian.deployment.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.ian.app.endtoend.Json;
import network.ian.deployment.Repository;

/** A dashboard of {@code docker/grafana/dashboards}. */
record Dashboard(String name, JsonNode json) {

    /** One query of a panel, with Grafana's variables set to everything. */
    record Query(String dashboard, String panel, String expression) {}

    static List<Dashboard> all() {
        return Stream.of("node-health", "throughput", "security")
                .map(name ->
                        new Dashboard(name, Json.parse(Repository.read("docker/grafana/dashboards/" + name + ".json"))))
                .toList();
    }

    /** The panels, rows left out. */
    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        json.path("panels").forEach(panels::add);
        panels.removeIf(panel -> panel.path("type").asText().equals("row"));
        return panels;
    }

    JsonNode panel(String title) {
        return panels().stream()
                .filter(panel -> panel.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no panel " + title));
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                String expression = target.path("expr")
                        .asText()
                        .replace("$instance", ".*")
                        .replace("$goal", ".*")
                        .replace("$__rate_interval", "1m");
                queries.add(new Query(name, panel.path("title").asText(), expression));
            }
        }
        return queries;
    }
}
