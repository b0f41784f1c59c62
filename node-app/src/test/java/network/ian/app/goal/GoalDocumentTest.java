package network.ian.app.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import network.ian.app.cli.CommandFailure;
import network.ian.core.codec.MalformedException;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator writes, and what is said of it when it is wrong. */
class GoalDocumentTest {

    private static final byte[] DEMO = GoalCatalog.demoGoal().canonical().toArray();

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"trading-v1", "wasm-trading-v1"})
    void theTemplateIsAGoalAsItStands(String harness) throws IOException {
        Harnesses harnesses = Harnesses.installed();
        String template = harnesses.goalTemplate(harness).orElseThrow();
        GoalSpec spec = document(template).require();
        assertThat(spec.goalId()).isEqualTo("MY_GOAL");
        assertThat(spec.harness().id()).isEqualTo(harness);
        assertThat(harnesses.prepare(spec)).isNotNull();
        assertThat(template.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        assertThat(template).doesNotContain("@", "\t");
    }

    @Test
    void aTemplateWithTheValuesOfTheDemoIsTheDemo() throws IOException {
        GoalSpec demo = GoalCatalog.demoGoal();
        String template = Harnesses.installed().goalTemplate("trading-v1").orElseThrow();
        GoalSpec spec = document(template.replace("\"MY_GOAL\"", "\"" + demo.goalId() + "\"")
                        .replace("\"My goal\"", "\"" + demo.name() + "\"")
                        .replace("\"description\": \"\"", "\"description\": \"" + demo.description() + "\"")
                        .replace("\"mode\": \"scalar\",", ""))
                .require();
        assertThat(spec.topic()).isEqualTo(demo.topic());
    }

    @Test
    void commentsAreLeftOutAndNothingElse() {
        assertThat(blank("{\"a\": \"// no /* comment\", // one\n /* two\n */ \"b\\\"//\": 1}"))
                .isEqualTo("{\"a\": \"// no /* comment\",       \n       \n    \"b\\\"//\": 1}");
        assertThat(blank("/**/1//")).isEqualTo("    1  ");
        assertThat(blank("/*/*/1")).isEqualTo("     1");
    }

    @Test
    void aCommentThatDoesNotEndIsNamedByItsBeginning() {
        assertThatThrownBy(() -> blank("{\n  /* one */ /* two\n"))
                .isInstanceOf(MalformedException.class)
                .hasMessage("f: the comment that begins in line 2, column 13 does not end");
    }

    /** Whatever the bytes, what is left has the same length and lines, and JSON without comments is not touched. */
    @Test
    void anyBytesKeepTheirPlaces() {
        Random random = new Random(77);
        byte[] alphabet = "/*\"\\\n{}x ".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            byte[] any = new byte[random.nextInt(24)];
            for (int at = 0; at < any.length; at++) {
                any[at] = alphabet[random.nextInt(alphabet.length)];
            }
            String text = new String(any, StandardCharsets.US_ASCII);
            try {
                byte[] left = Comments.blank("f", any);
                assertThat(left).as("seed 77, %s", text).hasSameSizeAs(any);
                for (int at = 0; at < any.length; at++) {
                    assertThat(left[at]).as("seed 77, %s", text).isIn(any[at], (byte) ' ');
                    assertThat(any[at] == '\n').isEqualTo(left[at] == '\n');
                }
            } catch (MalformedException e) {
                assertThat(text).contains("/*");
            }
        }
        assertThat(Comments.blank("f", DEMO)).isEqualTo(DEMO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"episodes\": 32, | \"episodes\": 0, | 4 | limits.episodes: expected an integer from 1 to 1000000",
                "\"episodes\": 32, | \"episode\": 32, | 3 | limits.episodes: missing",
                "\"max_risk\": \"1\" | \"max_risk\": 1 | 5 | thresholds.max_risk: expected text, got a number",
                "\"id\": \"H\" | \"id\": \"H\", \"x\": 1 | 2 | harness.x: unknown field",
                "\"name\": \"N\", | '' | 1 | name: missing"
            })
    void whatIsWrongHasItsPlace(String right, String wrong, int line, String message) throws IOException {
        String sound = """
                {"goal_id": "G", "name": "N", "kinds": ["agent_pack"],
                 "harness": {"id": "H", "parameters": {}},
                 "limits": {
                   "episodes": 32, "steps": 1},
                 "thresholds": {"min_reward": "0", "max_risk": "1", "max_complexity": "1"}}
                """;
        assertThat(document(sound).decode().goalId()).isEqualTo("G");
        GoalDocument document = document(sound.replace(right, wrong));
        assertThatThrownBy(document::require)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("goal.json, line " + line + ", column ")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNotJsonHasItsPlace() throws IOException {
        GoalDocument document = document("// comment\n{\"goal_id\": }");
        assertThatThrownBy(document::require).hasMessageContaining("goal.json: not valid JSON: line 2, column");
    }

    @Test
    void whatANodeFindsHasItsPlaceOnlyIfItIsInTheDocument() throws IOException {
        GoalDocument document = document("{\n\"limits\": {\n\"steps\": 5}}");
        GoalDocument.Problem here = document.problem(new MalformedException("limits.steps", "too few"));
        assertThat(here.line()).contains(3);
        assertThat(here.sentence()).contains("goal.json, line 3, column 1: limits.steps: too few");
        GoalDocument.Problem setting = document.problem(new MalformedException("api.max_body_bytes", "too few"));
        assertThat(setting.line()).isEqualTo(Optional.empty());
        assertThat(setting.sentence()).endsWith("goal.json: api.max_body_bytes: too few");
    }

    @Test
    void aFractionHasItsPlaceAndTheFilesNameOnce() throws IOException {
        GoalDocument document = document("{\n\"thresholds\": {\n\"min_reward\": -0.25}}");
        assertThatThrownBy(document::require)
                .hasMessageContaining("goal.json, line 3, column 1: thresholds.min_reward: a number with a fraction");
    }

    @Test
    void theSentenceOfANodeHasItsPlace() throws IOException {
        GoalDocument document = document("{\n\"limits\": {\n\"memory_pages\": 5}}");
        assertThat(document.problem("limits.memory_pages: 5 pages: too much").sentence())
                .endsWith("goal.json, line 3, column 1: limits.memory_pages: 5 pages: too much");
        assertThat(document.problem("request.limits.memory_pages: bad").line()).contains(3);
        assertThat(document.problem("all is wrong").sentence()).contains("goal.json: all is wrong");
    }

    @Test
    void aFileThatIsMissingOrTooLongIsNamed() throws IOException {
        Path missing = home.resolve("none.json");
        assertThatThrownBy(() -> GoalDocument.read(missing, InputStream.nullInputStream()))
                .hasMessageContaining("none.json: no such file");
        Path longFile = Files.write(home.resolve("long.json"), new byte[300_000]);
        assertThatThrownBy(() -> GoalDocument.read(longFile, InputStream.nullInputStream()))
                .hasMessageContaining("long.json: longer than 262144 bytes");
    }

    @Test
    void aHyphenIsStandardInput() throws IOException {
        GoalSpec spec =
                GoalDocument.read(Path.of("-"), new ByteArrayInputStream(DEMO)).require();
        assertThat(spec.topic()).isEqualTo(GoalSpecCodec.decode("demo", DEMO).topic());
    }

    private GoalDocument document(String text) throws IOException {
        return GoalDocument.read(Files.writeString(home.resolve("goal.json"), text), InputStream.nullInputStream());
    }

    private static String blank(String text) {
        return new String(Comments.blank("f", text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
