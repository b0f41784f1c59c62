package network.ian.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.ian.deployment.YamlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards are what Grafana loads, as far as their files show it; they have the runbook's panels and no dead query. */
class DashboardsTest {

    private static final String DATA_SOURCE = "${datasource}";
    private static final Set<String> PANEL_TYPES = Set.of("timeseries", "stat", "state-timeline", "table");
    private static final int COLUMNS = 24;

    /** Panel of the runbook, and what it asks for. */
    private static final Map<String, Map<String, String>> OF_THE_RUNBOOK = Map.of(
            "node-health",
                    Map.of(
                            "Uptime", "ian_uptime_seconds",
                            "Sync Status", "ian_sync_lag",
                            "Peer Count", "ian_peer_count",
                            "Consensus State", "ian_consensus_state",
                            "Log Size", "ian_log_size"),
            "throughput",
                    Map.of(
                            "Contributions/minute", "rate(ian_contributions_received_total[1m])",
                            "Acceptance Rate", "ian_contributions_processed_total",
                            "Tau Commits", "ian_tau_commits_total",
                            "Message Rate", "rate(ian_messages_received_total[1m])"),
            "security",
                    Map.of(
                            "Rate Limit Violations", "ian_rate_limit_violations_total",
                            "Invalid Messages", "ian_invalid_messages_total",
                            "Banned Peers", "ian_peer_score_banned",
                            "Circuit Breaker Status", "ian_circuit_breaker_state"));

    @Test
    void theyHaveTheRunbooksPanels() {
        for (Dashboard dashboard : Dashboard.all()) {
            OF_THE_RUNBOOK.get(dashboard.name()).forEach((title, asks) -> {
                String expression = dashboard
                        .panel(title)
                        .path("targets")
                        .path(0)
                        .path("expr")
                        .asText();
                assertThat(expression.replaceAll("\\{[^}]*}", "")).as(title).contains(asks);
            });
        }
    }

    @Test
    void statesAreShownAsWords() {
        Map<String, List<String>> words = Map.of(
                "ian_consensus_state", List.of("ISOLATED", "SYNCING", "SYNCHRONIZED", "DIVERGED"),
                "ian_circuit_breaker_state", List.of("closed", "half-open", "open"),
                "ian_goal_state", List.of("SERVING", "FULL", "FAILED", "DAMAGED"));
        for (Dashboard dashboard : Dashboard.all()) {
            for (JsonNode panel : dashboard.panels()) {
                String asks =
                        panel.path("targets").path(0).path("expr").asText().replaceAll("\\{.*", "");
                List<String> expected = words.getOrDefault(asks, List.of());
                JsonNode options = panel.at("/fieldConfig/defaults/mappings/0/options");
                for (int value = 0; value < expected.size(); value++) {
                    assertThat(options.path(Integer.toString(value))
                                    .path("text")
                                    .asText())
                            .as("%s, %d", panel.path("title").asText(), value)
                            .isEqualTo(expected.get(value));
                }
            }
        }
    }

    @Test
    void theyAreWholeAndNamedAsAgreed() {
        Set<String> titles = new HashSet<>();
        for (Dashboard dashboard : Dashboard.all()) {
            JsonNode json = dashboard.json();
            assertThat(json.path("uid").asText()).isEqualTo("ian-" + dashboard.name());
            assertThat(titles.add(json.path("title").asText())).isTrue();
            assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
            assertThat(json.path("tags"))
                    .isNotEmpty()
                    .allMatch(tag -> tag.asText().startsWith("ian-"));
            assertThat(json.path("templating").path("list"))
                    .extracting(variable -> variable.path("name").asText())
                    .containsExactly("datasource", "instance", "goal");
            assertThat(json.path("time").path("from").asText()).isEqualTo("now-1h");
            assertThat(json.path("id").isMissingNode())
                    .as("an id of its own would clash with another Grafana's")
                    .isTrue();
            dashboard.panels().forEach(DashboardsTest::isWhole);
        }
    }

    @Test
    void panelsHaveNumbersOfTheirOwnAndDoNotOverlap() {
        for (Dashboard dashboard : Dashboard.all()) {
            Set<Integer> ids = new HashSet<>();
            Set<List<Integer>> taken = new HashSet<>();
            for (JsonNode panel : dashboard.json().path("panels")) {
                String title = panel.path("title").asText();
                assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
                JsonNode at = panel.path("gridPos");
                int right = at.path("x").asInt() + at.path("w").asInt();
                int bottom = at.path("y").asInt() + at.path("h").asInt();
                assertThat(right).as(title).isBetween(1, COLUMNS);
                for (int x = at.path("x").asInt(); x < right; x++) {
                    for (int y = at.path("y").asInt(); y < bottom; y++) {
                        assertThat(taken.add(List.of(x, y)))
                                .as("%s at %d,%d", title, x, y)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void everyQueryParses(@TempDir Path directory) throws IOException {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        int number = 0;
        for (Dashboard dashboard : Dashboard.all()) {
            for (Dashboard.Query query : dashboard.queries()) {
                rules.addObject().put("record", "query:" + number++).put("expr", query.expression());
            }
        }
        ObjectNode group = JsonNodeFactory.instance.objectNode().put("name", "queries");
        group.set("rules", rules);
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.putArray("groups").add(group);
        Path written = Files.writeString(directory.resolve("queries.yml"), YamlText.write(file));

        assertThat(Promtool.run("check", "rules", "--lint=none", written.toString())
                        .requireSuccess()
                        .text())
                .contains(number + " rules found");
    }

    @Test
    void onlyMetricsHaveNamesThatBeginLikeThem() {
        Pattern name = Pattern.compile("\\bian_[a-z0-9_]*");
        for (Dashboard dashboard : Dashboard.all()) {
            Set<String> asked = new HashSet<>();
            dashboard.queries().forEach(query -> all(name, query.expression(), asked));
            dashboard
                    .json()
                    .at("/templating/list")
                    .forEach(variable -> all(name, variable.path("definition").asText(), asked));
            Set<String> written = new HashSet<>();
            all(name, dashboard.json().toString(), written);
            assertThat(asked).as(dashboard.name()).containsAll(written);
        }
    }

    @Test
    void theyAreProvisioned() {
        JsonNode source = YamlText.read("docker/grafana/provisioning/datasources/prometheus.yml")
                .path("datasources")
                .path(0);
        assertThat(source.path("type").asText()).isEqualTo("prometheus");
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        JsonNode provider = YamlText.read("docker/grafana/provisioning/dashboards/ian.yml")
                .path("providers")
                .path(0);
        assertThat(provider.path("type").asText()).isEqualTo("file");
        assertThat(provider.path("options").path("path").asText()).isEqualTo("/var/lib/grafana/dashboards");
    }

    private static void isWhole(JsonNode panel) {
        String title = panel.path("title").asText();
        assertThat(title).isNotBlank();
        assertThat(PANEL_TYPES).as(title).contains(panel.path("type").asText());
        assertThat(panel.path("description").asText()).as(title).endsWith(".");
        assertThat(panel.path("datasource").path("uid").asText()).as(title).isEqualTo(DATA_SOURCE);
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        assertThat(defaults.path("unit").asText()).as(title).isNotBlank();
        assertThat(defaults.path("thresholds").path("steps")).as(title).isNotEmpty();
        assertThat(defaults.at("/thresholds/steps/0/value").isNull()).as(title).isTrue();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        Set<String> references = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
            assertThat(references.add(target.path("refId").asText())).as(title).isTrue();
            assertThat(target.path("datasource").path("uid").asText()).as(title).isEqualTo(DATA_SOURCE);
            assertThat(target.path("expr").asText()).as(title).contains("instance=~\"$instance\"");
        }
    }

    private static void all(Pattern pattern, String text, Set<String> to) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            to.add(matcher.group());
        }
    }
}
