package network.ian.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The node judges by the rules that operators read, word for word. {@code -Dian.docs.write=true} carries them over. */
class RuleBookTest {

    private static final Path CARRIED = Path.of("src/main/resources/network/ian/api/alert/rules.json");

    @Test
    void theRulesAreThoseOfTheOperators() throws IOException {
        ObjectMapper json = new ObjectMapper();
        if (Boolean.getBoolean("ian.docs.write")) {
            Files.createDirectories(CARRIED.getParent());
            Files.writeString(
                    CARRIED, json.writerWithDefaultPrettyPrinter().writeValueAsString(RuleFiles.rules()) + "\n");
        }
        assertThat(json.readTree(CARRIED.toFile()))
                .as("docker/prometheus; -Dian.docs.write=true brings %s up to date", CARRIED)
                .isEqualTo(RuleFiles.rules());
    }

    @Test
    void everyAlertIsWatchedOrItIsSaidWhyNot() {
        RuleBook book = RuleBook.of(RuleFiles.rules());
        List<String> all =
                RuleFiles.rules().findValuesAsText("alert").stream().distinct().toList();
        Stream<String> watched = book.alerts().stream().map(AlertRule::name);
        assertThat(new TreeSet<>(all))
                .isEqualTo(new TreeSet<>(Stream.concat(watched, RuleBook.NOT_WATCHED.keySet().stream())
                        .toList()));
        assertThat(book.alerts()).allSatisfy(rule -> {
            assertThat(rule.severity()).isIn("critical", "warning");
            assertThat(rule.runbook())
                    .isEqualTo("runbook/alerts.md#" + rule.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(rule.summary()).isNotBlank();
            assertThat(rule.description()).isNotBlank();
        });
    }

    @Test
    void everyMetricThatARuleNamesIsOneThatANodeHas() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "METRICS.md"));
        RuleBook book = RuleBook.of(RuleFiles.rules());
        List<String> computed =
                book.recorded().stream().map(RuleBook.Recorded::name).toList();
        assertThat(book.reaches().keySet())
                .filteredOn(metric -> !computed.contains(metric))
                .allSatisfy(metric -> assertThat(documented)
                        .as(metric)
                        .anyMatch(line -> line.contains("`" + metric.replaceFirst("_bucket$", "") + "`")));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String expression : List.of(
                "topk(3, ian_ready)",
                "ian_ready ==",
                "ian_ready == 0 or ian_ready",
                "rate(ian_ready[5x])",
                "ian_ready{a=b}",
                "ian_ready ^ 2",
                "(ian_ready",
                "sum by (a) (ian_ready)",
                "avg_over_time(ian_ready[5m])",
                "ian_ready{a=\"b\"} extra",
                "1.2.3",
                "")) {
            assertThatThrownBy(() -> ExpressionParser.parse(expression))
                    .as(expression)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not known here");
        }
        ArrayNode rules = RuleFiles.rules();
        for (JsonNode rule : rules) {
            if (rule.has("annotations")) {
                ((ObjectNode) rule.get("annotations")).put("description", "{{ $value | humanize }}");
            }
        }
        assertThatThrownBy(() -> RuleBook.of(rules)).hasMessageContaining("humanize");
    }
}
