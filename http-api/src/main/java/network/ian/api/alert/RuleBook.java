package network.ian.api.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.ian.api.http.ApiJson;

/**
 * The rules of {@code docker/prometheus}, which the build carries over into {@code rules.json}, apart from those that no node
 * can judge about itself.
 *
 * @param recorded what is computed first, and what from
 * @param alerts in the file's order
 */
record RuleBook(List<Recorded> recorded, List<AlertRule> alerts) {

    /** Alerts that a node cannot judge about itself, and why. */
    static final Map<String, String> NOT_WATCHED = new TreeMap<>(Map.of(
            "IANNodeUnhealthy",
            "A node that is down says nothing: only Prometheus, which asks from outside, can tell.",
            "IANNoNodes",
            "It is about the targets of Prometheus, of which a node knows nothing.",
            "IANRestarts",
            "A node keeps no samples beyond its own restart, so it cannot count its restarts."));

    private static final String RULES = "rules.json";

    /**
     * A series that is computed.
     *
     * @param name as other rules name it
     */
    record Recorded(String name, Expression expression) {}

    RuleBook {
        recorded = List.copyOf(recorded);
        alerts = List.copyOf(alerts);
    }

    /** The rules of this build. */
    static RuleBook load() {
        try (InputStream in = RuleBook.class.getResourceAsStream(RULES)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + RULES);
            }
            return of(ApiJson.parseOwn(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RULES, e);
        }
    }

    /** @throws IllegalArgumentException if a rule says what this node does not understand */
    static RuleBook of(JsonNode rules) {
        List<Recorded> recorded = new ArrayList<>();
        List<AlertRule> alerts = new ArrayList<>();
        for (JsonNode rule : rules) {
            if (rule.has("record")) {
                recorded.add(new Recorded(rule.get("record").asText(), expression(rule)));
            } else if (!NOT_WATCHED.containsKey(rule.get("alert").asText())) {
                alerts.add(alert(rule));
            }
        }
        return new RuleBook(recorded, alerts);
    }

    /** How far back each metric is looked at, in milliseconds. */
    Map<String, Long> reaches() {
        Map<String, Long> farthest = new HashMap<>();
        recorded.forEach(rule -> {
            farthest.merge(rule.name(), 0L, Math::max);
            rule.expression().reach(farthest);
        });
        alerts.forEach(rule -> rule.expression().reach(farthest));
        return farthest;
    }

    private static AlertRule alert(JsonNode rule) {
        String hold = rule.path("for").asText("0s");
        AlertRule alert = new AlertRule(
                rule.get("alert").asText(),
                expression(rule),
                PromDuration.parse(hold).orElseThrow(() -> new IllegalArgumentException("not a duration: " + hold)),
                rule.at("/labels/severity").asText(),
                rule.at("/annotations/summary").asText(),
                rule.at("/annotations/description").asText(),
                rule.at("/annotations/runbook_url").asText());
        if (!AlertText.isKnown(alert.summary()) || !AlertText.isKnown(alert.description())) {
            throw new IllegalArgumentException("a place that cannot be filled in: " + alert.description());
        }
        return alert;
    }

    private static Expression expression(JsonNode rule) {
        return ExpressionParser.parse(rule.get("expr").asText());
    }
}
