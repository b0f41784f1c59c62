package network.ian.deployment.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import network.ian.deployment.YamlText;

/**
 * A rule of {@code docker/prometheus/alerts.yml}.
 *
 * @param duration {@code for}; {@code 0m} where there is none
 */
record AlertRule(String name, String severity, String expression, String duration, JsonNode annotations) {

    static final String FILE = "docker/prometheus/alerts.yml";

    static List<AlertRule> all() {
        List<AlertRule> rules = new ArrayList<>();
        for (JsonNode group : YamlText.read(FILE).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                rules.add(new AlertRule(
                        rule.path("alert").asText(),
                        rule.path("labels").path("severity").asText(),
                        rule.path("expr").asText(),
                        rule.path("for").asText("0m"),
                        rule.path("annotations")));
            }
        }
        return rules;
    }

    /** Name and severity, which together are unique. */
    String id() {
        return name + " " + severity;
    }
}
