package network.ian.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The very cases that promtool checks the operators' rules by: the node's own judgement comes to the same, at the same minute. */
class PromtoolCasesTest {

    private static final Pattern REPEATED = Pattern.compile("(-?[0-9.]+)(?:([+-][0-9.]+))?x([0-9]+)");

    /** One case of a file. */
    record Case(JsonNode node, long intervalMs) {

        @Override
        public String toString() {
            return node.get("name").asText();
        }
    }

    /** An input series, a value for each interval; NaN where there is none. */
    private record Input(String metric, Labels labels, List<Double> values) {}

    /** An alert as the file expects it. */
    private record Expected(SortedMap<String, String> labels, String summary, String description, String runbook) {}

    static Stream<Case> cases() {
        return RuleFiles.tests().stream().map(RuleFiles::read).flatMap(file -> {
            long interval = millis(file.get("evaluation_interval").asText());
            List<Case> cases = new ArrayList<>();
            file.get("tests").forEach(node -> cases.add(new Case(node, interval)));
            return cases.stream();
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToTheSame(Case test) {
        assertThat(millis(test.node().get("interval").asText())).isEqualTo(test.intervalMs());
        AlertEngine engine = new AlertEngine(RuleBook.of(RuleFiles.rules()), test.intervalMs());
        List<Input> inputs = inputs(test.node());
        long end = 0;
        for (JsonNode check : test.node().get("alert_rule_test")) {
            end = Math.max(end, millis(check.get("eval_time").asText()));
        }
        for (long at = 0; at <= end; at += test.intervalMs()) {
            add(engine.store(), inputs, at, (int) (at / test.intervalMs()));
            List<AlertEngine.Active> active = engine.evaluate(at, at / 1e3);
            for (JsonNode check : test.node().get("alert_rule_test")) {
                String name = check.get("alertname").asText();
                if (millis(check.get("eval_time").asText()) == at && !RuleBook.NOT_WATCHED.containsKey(name)) {
                    assertThat(firing(active, name))
                            .as("%s after %d s", name, at / 1000)
                            .containsExactlyInAnyOrderElementsOf(expected(check));
                }
            }
        }
    }

    @Test
    void everyWatchedAlertHasACaseInWhichItFires() {
        Set<String> fired = new TreeSet<>();
        cases().forEach(test -> test.node()
                .get("alert_rule_test")
                .forEach(check -> check.get("exp_alerts")
                        .forEach(alert -> fired.add(check.get("alertname").asText() + " "
                                + alert.at("/exp_labels/severity").asText()))));
        assertThat(RuleBook.of(RuleFiles.rules()).alerts())
                .allSatisfy(rule -> assertThat(fired).contains(rule.name() + " " + rule.severity()));
    }

    private static List<Expected> firing(List<AlertEngine.Active> active, String name) {
        return active.stream()
                .filter(AlertEngine.Active::firing)
                .filter(alert -> alert.rule().name().equals(name))
                .map(alert -> {
                    AlertRule rule = alert.rule();
                    SortedMap<String, String> labels =
                            new TreeMap<>(alert.sample().labels().values());
                    labels.put("severity", rule.severity());
                    return new Expected(
                            labels,
                            AlertText.fill(rule.summary(), alert.sample()),
                            AlertText.fill(rule.description(), alert.sample()),
                            rule.runbook());
                })
                .toList();
    }

    private static List<Expected> expected(JsonNode check) {
        List<Expected> all = new ArrayList<>();
        for (JsonNode alert : check.get("exp_alerts")) {
            SortedMap<String, String> labels = new TreeMap<>();
            alert.get("exp_labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            JsonNode text = alert.get("exp_annotations");
            all.add(new Expected(
                    labels,
                    text.get("summary").asText(),
                    text.get("description").asText(),
                    text.get("runbook_url").asText()));
        }
        return all;
    }

    private static List<Input> inputs(JsonNode test) {
        List<Input> inputs = new ArrayList<>();
        for (JsonNode series : test.get("input_series")) {
            Selector selector =
                    (Selector) ExpressionParser.parse(series.get("series").asText());
            Map<String, String> labels = new TreeMap<>();
            selector.matchers().forEach(label -> labels.put(label.name(), label.text()));
            inputs.add(new Input(
                    selector.metric(),
                    Labels.of(List.of(), List.of(), labels),
                    values(series.get("values").asText())));
        }
        return inputs;
    }

    private static void add(SeriesStore store, List<Input> inputs, long at, int step) {
        for (Input input : inputs) {
            if (step < input.values().size() && !Double.isNaN(input.values().get(step))) {
                store.add(input.metric(), input.labels(), at, input.values().get(step));
            }
        }
    }

    /** {@code a+bxn} is a, a+b, ... n times more; {@code axn} the same a (promtool's own notation). */
    private static List<Double> values(String notation) {
        List<Double> values = new ArrayList<>();
        for (String part : notation.split(" ")) {
            Matcher repeated = REPEATED.matcher(part);
            if (repeated.matches()) {
                double first = Double.parseDouble(repeated.group(1));
                double step = repeated.group(2) == null ? 0 : Double.parseDouble(repeated.group(2));
                for (int i = 0; i <= Integer.parseInt(repeated.group(3)); i++) {
                    values.add(first + i * step);
                }
            } else {
                values.add(part.equals("_") || part.equals("stale") ? Double.NaN : Double.parseDouble(part));
            }
        }
        return values;
    }

    private static long millis(String duration) {
        return PromDuration.parse(duration).orElseThrow().toMillis();
    }
}
