package network.ian.deployment.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import network.ian.deployment.Output;
import network.ian.deployment.Repository;
import network.ian.deployment.YamlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker/prometheus} is valid, says what the runbook says, and every alert fires when it must and not before. */
class PrometheusRulesTest {

    private static final Map<String, String> OF_THE_RUNBOOK = Map.of(
            "IANNodeUnhealthy critical", "up{job=\"ian-nodes\"} == 0 for 1m",
            "IANSyncLag warning", "ian_sync_lag > 10 for 5m",
            "IANLowPeers warning", "ian_peer_count < 3 unless ian_peer_count{network=\"small\"} >= 2 for 5m",
            "IANHighRejectionRate warning", "rate(ian_contributions_rejected_total[5m]) > 10 for 5m",
            "IANRateLimitViolations critical", "rate(ian_rate_limit_violations_total[5m]) > 100 for 2m");

    @Test
    void theConfigurationAndTheRulesAreValid() {
        Promtool.run("check", "config", "prometheus.yml").requireSuccess();
        Promtool.run("check", "rules", "--lint=all", "--lint-fatal", "recording.yml", "alerts.yml")
                .requireSuccess();
    }

    @Test
    void theRunbooksAlertsAreThere() {
        Map<String, String> rules = new HashMap<>();
        AlertRule.all().forEach(rule -> rules.put(rule.id(), rule.expression() + " for " + rule.duration()));
        assertThat(rules).containsAllEntriesOf(OF_THE_RUNBOOK);
    }

    @Test
    void everyAlertSaysWhatIsWrongHowMuchAndWhereToRead() {
        List<AlertRule> rules = AlertRule.all();
        assertThat(rules)
                .extracting(AlertRule::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("IAN[A-Za-z]+ (warning|critical)"));
        for (AlertRule rule : rules) {
            JsonNode annotations = rule.annotations();
            assertThat(annotations.path("summary").asText())
                    .as(rule.id())
                    .containsAnyOf("{{ $labels.instance }}", "no IAN node");
            String description = annotations.path("description").asText();
            assertThat(description)
                    .as(rule.id())
                    .satisfiesAnyOf(
                            text -> assertThat(text).contains("{{ $value"),
                            text -> assertThat(rule.expression()).startsWith("absent("));
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("runbook/alerts.md#" + rule.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void everyAlertHasASectionInTheRunbook() {
        String page = "runbook/alerts.md";
        assumeThat(Repository.files()).as("%s is not there yet", page).contains(page);
        List<String> sections = Repository.read(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceAll("^#+ *", "").toLowerCase(Locale.ROOT))
                .toList();
        assertThat(sections)
                .containsAll(AlertRule.all().stream()
                        .map(rule -> rule.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyAlertFiresWhenItMustAndNotOneStepBefore() {
        List<String> arguments = new ArrayList<>(List.of("test", "rules"));
        arguments.addAll(testFiles());
        Promtool.run(arguments).requireSuccess();
    }

    @Test
    void everyAlertHasACaseThatFiresAndOneThatDoesNot() {
        Set<String> fires = new TreeSet<>();
        Set<String> holds = new TreeSet<>();
        for (String file : testFiles()) {
            for (JsonNode test : YamlText.read("docker/prometheus/" + file).path("tests")) {
                test.path("alert_rule_test").forEach(moment -> sort(moment, fires, holds));
            }
        }
        List<String> all = AlertRule.all().stream().map(AlertRule::id).toList();
        assertThat(fires).containsExactlyInAnyOrderElementsOf(all);
        assertThat(holds).containsAll(all);
    }

    /** A rule that is too eager, or too slow by one step, is caught. */
    @Test
    void theTestsCanFail(@TempDir Path directory) throws IOException {
        assertThat(withChanged(directory, "IANDiverged", "ian_consensus_state >= 2", "5m")
                        .exitCode())
                .isNotZero();
        assertThat(withChanged(directory, "IANDiverged", "ian_consensus_state == 3", "6m")
                        .exitCode())
                .isNotZero();
        assertThat(withChanged(directory, "IANDiverged", "ian_consensus_state == 3", "4m")
                        .exitCode())
                .isNotZero();
        assertThat(withChanged(directory, "IANDiverged", "ian_consensus_state == 3", "5m")
                        .exitCode())
                .isZero();
    }

    private static Output withChanged(Path directory, String alert, String expression, String duration)
            throws IOException {
        ObjectNode rules = YamlText.read(AlertRule.FILE);
        for (JsonNode group : rules.path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("alert").asText().equals(alert)) {
                    ((ObjectNode) rule).put("expr", expression).put("for", duration);
                }
            }
        }
        Files.writeString(directory.resolve("alerts.yml"), YamlText.write(rules));
        ObjectNode tests = YamlText.read("docker/prometheus/tests/network.yml");
        ((ArrayNode) tests.path("rule_files")).removeAll().add("alerts.yml");
        Path test = Files.writeString(directory.resolve("test.yml"), YamlText.write(tests));
        return Promtool.run("test", "rules", test.toString());
    }

    /** A moment at which the alert is expected with one severity is, for its other severity, one at which it holds. */
    private static void sort(JsonNode moment, Set<String> fires, Set<String> holds) {
        String name = moment.path("alertname").asText();
        Set<String> severities = new TreeSet<>();
        moment.path("exp_alerts")
                .forEach(alert ->
                        severities.add(alert.path("exp_labels").path("severity").asText()));
        Predicate<AlertRule> expected = rule -> severities.contains(rule.severity());
        AlertRule.all().stream()
                .filter(rule -> rule.name().equals(name))
                .forEach(rule -> (expected.test(rule) ? fires : holds).add(rule.id()));
        assertThat(severities).as(name).allMatch(severity -> fires.contains(name + " " + severity));
    }

    private static List<String> testFiles() {
        List<String> files = Repository.files().stream()
                .filter(file -> file.startsWith("docker/prometheus/tests/"))
                .map(file -> file.substring("docker/prometheus/".length()))
                .toList();
        assertThat(files).hasSizeGreaterThan(5);
        return files;
    }
}
