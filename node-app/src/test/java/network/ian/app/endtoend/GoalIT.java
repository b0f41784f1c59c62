package network.ian.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.ian.app.Invocation;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Goals from the templates, added by command to a node that runs, and what a kill, a backup and the other commands make of them. */
class GoalIT {

    private static final String TRADING = "OUR_TRADING";
    private static final String WASM = "OUR_WASM";

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void goalsThatAreAddedSurviveAKillAndABackup() throws Exception {
        NodeProcess node = machine.node().start();
        Path data = node.dataDirectory();
        GoalSpec goal = added(data, TRADING, "trading-v1");
        List<String> accepted = contribute(node, goal);
        added(data, WASM, "wasm-trading-v1");
        node.kill();

        NodeProcess again = machine.nodeOn(data).start();
        assertThat(ids(again)).containsExactly(Api.GOAL, TRADING, WASM);
        assertThat(logOf(again, TRADING)).containsExactlyInAnyOrderElementsOf(accepted);
        commandsKnowThem(data, goal);
        Path elsewhere = restored(data);
        assertThat(again.stop().exitCode()).isZero();
        JsonNode report = ian(0, data, "log", "verify", "--json", "--data-dir", elsewhere.toString())
                .json();
        assertThat(report.path("goals").findValuesAsText("goal_id")).contains(TRADING, WASM);
        assertThat(report.toString()).contains("\"log_size\":" + accepted.size());
    }

    /** Init, check, add, add again: everything but the goal's id is as the template has it. */
    private GoalSpec added(Path data, String id, String harness) throws IOException {
        Path file = machine.path(id + ".json");
        ian(0, data, "goal", "init", file.toString(), "--harness", harness);
        assertThat(ian(2, data, "goal", "init", file.toString()).err()).contains("exists; nothing is overwritten");
        Files.writeString(file, Files.readString(file).replace("MY_GOAL", id));
        JsonNode checked =
                ian(0, data, "goal", "check", "--json", file.toString()).json();
        assertThat(checked.path("goal_id").asText()).isEqualTo(id);
        Invocation first = ian(0, data, "goal", "add", file.toString());
        assertThat(first.out())
                .isEqualTo("added " + id + ", topic " + checked.path("topic").asText() + "\n");
        assertThat(first.err()).contains("a goal is for good");
        JsonNode again = ian(0, data, "goal", "add", "--json", file.toString()).json();
        assertThat(again.path("added").asBoolean(true)).isFalse();
        Path other = Files.writeString(
                machine.path(id + "-other.json"),
                Files.readString(file).replace("\"steps\": 15000", "\"steps\": 15001"));
        assertThat(ian(4, data, "goal", "add", other.toString()).err()).contains("is known with another topic");
        Path wrong = Files.writeString(
                machine.path(id + "-wrong.json"), Files.readString(file).replace("\"steps\": 15000", "\"steps\": 0"));
        assertThat(ian(1, data, "goal", "check", wrong.toString()).err()).contains("line ", ": limits.steps: expected");
        String spec = ian(0, data, "goal", "show", id, "--spec").out();
        GoalSpec shown = GoalSpecCodec.decode("shown", spec.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(shown.topic().hex()).isEqualTo(checked.path("topic").asText());
        return shown;
    }

    private static List<String> contribute(NodeProcess node, GoalSpec goal) {
        Samples samples = new Samples(goal, Seed.of("goal"));
        List<String> accepted = new ArrayList<>();
        for (int i = 0; accepted.size() < 3 && i < 30; i++) {
            Reply reply = node.api().contribute(samples.unsigned()).withStatus(200);
            if (reply.accepted()) {
                accepted.add(reply.data().path("contribution_id").asText());
            }
        }
        assertThat(accepted).hasSize(3);
        return accepted;
    }

    private void commandsKnowThem(Path data, GoalSpec goal) throws IOException {
        assertThat(ian(0, data, "goal", "list").out())
                .contains(TRADING, WASM, goal.topic().hex());
        assertThat(ian(0, data, "goal", "show", TRADING).out()).contains("harness    trading-v1");
        assertThat(ian(0, data, "status", TRADING).out()).contains(TRADING);
        ian(0, data, "config", "validate");
        Invocation doctor =
                Invocation.run(machine.path("tmp"), Map.of("IAN_DATA_DIR", data.toString()), "doctor", "--json");
        assertThat(doctor.out()).contains("\"journal\"");
        Path archive = machine.path("diagnostics.tar.gz");
        ian(0, data, "diagnostics", "export", "--output", archive.toString());
        assertThat(archive).isNotEmptyFile();
    }

    private Path restored(Path data) throws IOException {
        Path archive = machine.path("backup.tar.gz");
        JsonNode made = ian(0, data, "backup", "create", "--json", "--output", archive.toString())
                .json();
        assertThat(made.path("goals").findValuesAsText("goal_id")).containsExactly(Api.GOAL, TRADING, WASM);
        Path elsewhere = machine.path("elsewhere");
        ian(0, data, "backup", "restore", "--without-identity", archive.toString(), "--data-dir", elsewhere.toString());
        return elsewhere;
    }

    private static List<String> ids(NodeProcess node) {
        return node.api().get("/api/v1/goals").data().path("goals").findValuesAsText("goal_id");
    }

    private static List<String> logOf(NodeProcess node, String goal) {
        return node.api().get("/api/v1/log/" + goal).data().path("entries").findValuesAsText("contribution_id");
    }

    private Invocation ian(int exitCode, Path data, String... arguments) throws IOException {
        Files.createDirectories(machine.path("tmp"));
        Invocation run = Invocation.run(machine.path("tmp"), Map.of("IAN_DATA_DIR", data.toString()), arguments);
        assertThat(run.exitCode())
                .as("%s: %s%s", List.of(arguments), run.out(), run.err())
                .isEqualTo(exitCode);
        return run;
    }
}
