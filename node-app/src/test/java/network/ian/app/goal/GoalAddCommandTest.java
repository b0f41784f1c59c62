package network.ian.app.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.app.client.StubNode;
import network.ian.core.evaluation.Harnesses;
import network.ian.core.goal.GoalSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalAddCommandTest {

    private static final String POST = "/api/v1/admin/goals";

    @TempDir
    Path home;

    private StubNode node;

    @BeforeEach
    void start() throws IOException {
        node = new StubNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theTemplateAsItStandsIsNotSent() throws IOException {
        Invocation refused = add(template());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("goal.json, line ", "goal_id: still MY_GOAL", "give the goal an id of its own");
        assertThat(node.posted(POST)).isNull();
    }

    @Test
    void whatTheNodeRefusesHasItsPlaceInTheFile() throws IOException {
        node.answer(
                POST,
                400,
                "{\"success\":false,\"data\":null,\"error\":\"harness.id: no harness here\",\"timestamp\":1}");
        Invocation refused = add(template().replace("MY_GOAL", "OURS"));
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(4);
        assertThat(refused.err())
                .startsWith("ian: the node refused: ")
                .containsPattern("goal.json, line \\d+, column \\d+: harness.id: no harness here");
    }

    @Test
    void onlyWhatWasAddedIsForGood() throws IOException {
        String text = template().replace("MY_GOAL", "OURS");
        GoalSpec spec = GoalDocument.read(written(text), java.io.InputStream.nullInputStream())
                .require();
        String answer = "{\"goal_id\":\"OURS\",\"topic\":\"" + spec.topic().hex() + "\",\"added\":%s}";
        node.answer(POST, answer.formatted(true));
        assertThat(add(text).err()).contains("a goal is for good");
        node.answer(POST, answer.formatted(false));
        Invocation again = add(text);
        assertThat(again.out()).startsWith("OURS was there already by the same topic ");
        assertThat(again.err()).isEmpty();
    }

    private static String template() {
        return Harnesses.installed().goalTemplate("trading-v1").orElseThrow();
    }

    private Path written(String text) throws IOException {
        return Files.writeString(home.resolve("goal.json"), text);
    }

    private Invocation add(String text) throws IOException {
        return Invocation.run(
                home,
                Map.of(),
                "goal",
                "add",
                written(text).toString(),
                "--node",
                node.url(),
                "--api-key",
                "k".repeat(40));
    }
}
