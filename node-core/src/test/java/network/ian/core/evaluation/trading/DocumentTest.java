package network.ian.core.evaluation.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import network.ian.core.evaluation.Evaluation;
import network.ian.core.evaluation.EvaluationResult.Measured;
import network.ian.core.goal.GoalSpec;
import org.junit.jupiter.api.Test;

/** The document that contributors write their policies by. */
class DocumentTest {

    private static final Pattern POLICY = Pattern.compile("\\{\"policy\".*\\}");
    private static final Pattern FEATURE_ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| .* \\| ([0-9]+) \\|$");

    private final String text = read();
    private final GoalSpec goal = TradingGoals.demo();

    @Test
    void everyExampleRunsOnTheDemoGoal() {
        Evaluation evaluation = new TradingHarness().prepare(goal);
        List<String> examples =
                POLICY.matcher(text).results().map(MatchResult::group).toList();
        assertThat(examples)
                .hasSize(4)
                .allSatisfy(example -> assertThat(evaluation.evaluate(TradingGoals.pack(example), () -> false))
                        .isInstanceOf(Measured.class));
    }

    @Test
    void theTableListsEveryFeatureWithItsLookBack() {
        List<String> rows = FEATURE_ROW
                .matcher(text)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
        List<String> features = Arrays.stream(Feature.values())
                .map(feature -> feature.text() + " " + feature.lookBack())
                .toList();
        assertThat(rows).isEqualTo(features);
    }

    @Test
    void theGoalsSettingsAreTheDocumentedOnes() {
        assertThat(text)
                .contains("\"episodes\": " + goal.harness().parameters().get("episodes"))
                .contains(
                        "\"steps_per_episode\": " + goal.harness().parameters().get("steps_per_episode"))
                .contains(
                        "\"cost_basis_points\": " + goal.harness().parameters().get("cost_basis_points"))
                .contains(goal.harness().dataSets().get("sp500-2000").hex());
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "HARNESS-TRADING-V1.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
