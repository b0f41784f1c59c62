package network.ian.deployment.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.ian.deployment.Repository;
import org.junit.jupiter.api.Test;

class AlertsPageTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^### (\\w+)$");

    @Test
    void everyAlertHasASectionAndEverySectionAnAlert() throws IOException {
        Set<String> alerts = new TreeSet<>();
        JsonNode rules = new YAMLMapper().readTree(Repository.read("docker/prometheus/alerts.yml"));
        for (JsonNode rule : rules.findParents("alert")) {
            String name = rule.path("alert").asText();
            alerts.add(name);
            assertThat(rule.path("annotations").path("runbook_url").asText())
                    .as(name)
                    .endsWith("runbook/alerts.md#" + name.toLowerCase(java.util.Locale.ROOT));
        }
        Set<String> sections = SECTION.matcher(Repository.read("runbook/alerts.md"))
                .results()
                .map(MatchResult::group)
                .map(line -> line.substring("### ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sections).isEqualTo(alerts);
    }
}
