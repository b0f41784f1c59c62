package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ian log repair} and its neighbours, where no peer is needed. */
class LogRepairCommandTest {

    @TempDir
    private Path home;

    private Path data;

    @BeforeEach
    void fill() throws IOException {
        data = home.resolve(".ian");
        Path lines = home.resolve("lines");
        Files.writeString(
                lines,
                OfflineRun.ok(home, "sample", "--count", "6", "--seed", "1", "--signed")
                        .out());
        OfflineRun.ok(home, "log", "import", lines.toString());
    }

    @Test
    void saysWhatIsToBeDoneAndDoesNothingWhereNothingIsWrong() throws IOException {
        assertThat(OfflineRun.ian(home, "log", "repair").exitCode()).isEqualTo(2);
        Invocation without = OfflineRun.ian(home, "log", "repair", "--from-peers");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("--peer HOST:PORT");
        Invocation sound = OfflineRun.ok(home, "log", "repair", "--from-peers", "--peer", "127.0.0.1:1", "--json");
        assertThat(sound.json().path("goals").get(0).path("state").asText()).isEqualTo("SOUND");
        Invocation projections = OfflineRun.ok(home, "projection", "status", "--json");
        assertThat(projections.json().path("running").asBoolean(true)).isFalse();
        assertThat(projections
                        .json()
                        .path("projections")
                        .get(0)
                        .path("snapshot")
                        .asText())
                .isEqualTo("EQUAL");
        Files.delete(data.resolve("goals/DEMO_TRADING_AGENT/projections/leaderboard.json"));
        assertThat(OfflineRun.ian(home, "projection", "status").exitCode()).isEqualTo(1);
        OfflineRun.ok(home, "projection", "rebuild");
        OfflineRun.ok(home, "projection", "status");
    }

    @Test
    void aDryRunChangesNothingAndALossIsTakenOnlyWhenSaid() throws IOException {
        Path log = data.resolve("goals/DEMO_TRADING_AGENT/log/00000000.segment");
        byte[] octets = Files.readAllBytes(log);
        octets[400] ^= 1;
        Files.write(log, octets);
        Invocation verified = OfflineRun.ian(home, "log", "verify");
        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.out()).contains("next: stop the node, then: ian log repair --from-peers");

        Invocation dry = OfflineRun.ian(home, "log", "repair", "--from-peers", "--dry-run", "--json");
        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.json().path("goals").get(0).path("state").asText()).isEqualTo("DAMAGED");
        assertThat(log).hasBinaryContent(octets);

        String[] repair = {"log", "repair", "--from-peers", "--peer", "127.0.0.1:1", "--patience-s", "1", "--json"};
        Invocation repaired = OfflineRun.ian(home, repair);
        assertThat(repaired.exitCode()).as(repaired.err()).isEqualTo(1);
        var goal = repaired.json().path("goals").get(0);
        assertThat(goal.path("state").asText()).isEqualTo("INCOMPLETE");
        assertThat(goal.path("missing").asInt()).isPositive();
        assertThat(goal.path("notes").toString()).contains("no peer was reached", "sponsored");

        String[] accepting = Arrays.copyOf(repair, repair.length + 1);
        accepting[repair.length] = "--accept-loss";
        assertThat(OfflineRun.ian(home, accepting).exitCode()).isEqualTo(1);
        assertThat(Path.of(goal.path("kept_in").asText())).isDirectory();
        OfflineRun.ok(home, "log", "verify");
        assertThat(OfflineRun.ok(home, repair)
                        .json()
                        .path("goals")
                        .get(0)
                        .path("state")
                        .asText())
                .isEqualTo("SOUND");
    }

    @Test
    void aNewerFormatIsRefusedByEveryCommandAndShownByVersion() throws IOException {
        Path state = data.resolve("node_state.json");
        OfflineRun.ok(home, "version", "--data-dir", data.toString());
        Files.writeString(state, Files.readString(state).replace("\"version\":1", "\"version\":2"));
        for (String[] command : new String[][] {
            {"log", "verify"},
            {"log", "repair", "--from-peers", "--peer", "127.0.0.1:1"},
            {"projection", "status"},
            {"projection", "rebuild"}
        }) {
            Invocation run = OfflineRun.ian(home, command);
            assertThat(run.exitCode()).as(String.join(" ", command)).isEqualTo(2);
            assertThat(run.err()).contains("node_state.json has format 2", "knows up to 1");
        }
        Invocation version = OfflineRun.ian(home, "version", "--data-dir", data.toString());
        assertThat(version.exitCode()).isEqualTo(1);
        assertThat(version.out()).contains("node_state.json: format 2, newer than 1");
    }
}
