package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.ian.core.node.DataDirectoryLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogImportCommandTest {

    @TempDir
    Path home;

    private List<String> lines;

    @BeforeEach
    void sample() {
        lines = OfflineRun.ok(home, "sample", "--count", "60", "--seed", "3", "--signed", "--at", "1700000000000")
                .out()
                .lines()
                .toList();
    }

    @Test
    void countsAndSaysTheRootsThatVerifyFinds() throws IOException {
        JsonNode first = imported(lines, 0);
        JsonNode again = imported(lines, 0);
        long accepted = first.path("accepted").asLong();
        assertThat(accepted).isGreaterThanOrEqualTo(54);
        assertThat(first.path("read").asLong()).isEqualTo(60);
        assertThat(first.path("rejected").asLong()).isEqualTo(60 - accepted);
        assertThat(again.path("accepted").asLong()).isZero();
        assertThat(again.path("duplicates").asLong()).isEqualTo(accepted);
        assertThat(again.path("goals")).isEqualTo(first.path("goals"));

        Invocation verify = OfflineRun.ok(home, "log", "verify", "--deep", "--json");
        JsonNode goal = verify.json().path("goals").path(0);
        assertThat(goal.path("ok").asBoolean()).isTrue();
        assertThat(goal.path("problems").isEmpty()).isTrue();
        for (String field : List.of("goal_id", "log_size", "log_root", "leaderboard_root")) {
            assertThat(goal.path(field)).isEqualTo(first.path("goals").path(0).path(field));
        }
        assertThat(goal.path("log_size").asLong()).isEqualTo(accepted);
    }

    @Test
    void aMalformedLineEndsItAndIsNamedWhatCameBeforeStays() throws IOException {
        List<String> unsigned = OfflineRun.ok(home, "sample", "--count", "1", "--seed", "3")
                .out()
                .lines()
                .toList();
        String otherGoal = lines.get(30).replace("DEMO_TRADING_AGENT", "CHESS");
        for (String bad :
                List.of("{", unsigned.get(0), otherGoal, "[]", lines.get(30).replace("\"seed\"", "\"sead\""))) {
            Path file = write(Stream.concat(lines.subList(0, 20).stream(), Stream.of(bad, lines.get(40)))
                    .toList());
            Invocation run = OfflineRun.ian(home, "log", "import", file.toString(), "--json");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("line 21");
            assertThat(run.json().path("malformed").path("line").asInt()).isEqualTo(21);
            assertThat(run.json().path("read").asInt()).isEqualTo(20);
            assertThat(run.json().path("goals").path(0).path("log_size").asInt())
                    .isBetween(15, 20);
        }
        assertThat(OfflineRun.ian(
                                home, "log", "import", write(List.of(otherGoal)).toString())
                        .err())
                .contains("line 1", "CHESS");
    }

    @Test
    void rejectionsAndFutureTimesAreCountedNotErrors() throws IOException {
        String forged = lines.get(0).replaceFirst("\"signature\":\"........", "\"signature\":\"00000000");
        long later = System.currentTimeMillis() + 3_600_000;
        String future = OfflineRun.ok(home, "sample", "--count", "1", "--seed", "4", "--signed", "--at", "" + later)
                .out()
                .strip();
        JsonNode answer = imported(List.of(forged, future), 0);
        assertThat(answer.path("rejected_by_reason").path("INVALID_SIGNATURE").asLong())
                .isEqualTo(1);
        assertThat(answer.path("stale").asLong()).isEqualTo(1);
        assertThat(answer.path("undecided").asLong()).isZero();
    }

    @Test
    void whatCannotBeDecidedIsSaidAndTakenLater() throws IOException {
        Path file = write(lines);
        Invocation full =
                OfflineRun.ian(home, "log", "import", file.toString(), "--json", "--storage-goal-quota-bytes", "1");
        assertThat(full.exitCode()).isEqualTo(1);
        assertThat(full.err()).contains("quota");
        assertThat(full.json().path("accepted").asLong()).isZero();
        long undecided = full.json().path("undecided").asLong();
        assertThat(undecided).isGreaterThanOrEqualTo(54);
        assertThat(imported(lines, 0).path("accepted").asLong()).isBetween(54L, undecided);
    }

    @Test
    void aDirectoryInUseIsLeftAlone() throws IOException {
        imported(lines.subList(0, 2), 0);
        DataDirectoryLock lock = DataDirectoryLock.take(home.resolve(".ian"));
        try (lock) {
            Invocation run = OfflineRun.ian(home, "log", "import", write(lines).toString());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("another ian process");
        }
    }

    @Test
    void whatCannotBeReadExitsWith2AndMakesNothing() {
        Invocation run =
                OfflineRun.ian(home, "log", "import", home.resolve("none").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("none");
        assertThat(OfflineRun.ian(home, "log", "import", home.toString()).exitCode())
                .isEqualTo(2);
        assertThat(home.resolve(".ian")).doesNotExist();
        assertThat(OfflineRun.ian(home, "log", "verify").exitCode()).isEqualTo(2);
    }

    @Test
    void verifyNamesAGoalThatIsNotThere() throws IOException {
        imported(lines.subList(0, 2), 0);
        Invocation run = OfflineRun.ian(home, "log", "verify", "--goal", "CHESS");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("CHESS");
        assertThat(OfflineRun.ok(home, "log", "verify", "--goal", "DEMO_TRADING_AGENT")
                        .out())
                .contains("DEMO_TRADING_AGENT: ok");
    }

    @Test
    void verifyExitsWith1AndNamesFileOffsetAndGoal() throws IOException {
        imported(lines, 0);
        Path segment = home.resolve(".ian/goals/DEMO_TRADING_AGENT/log/00000000.segment");
        byte[] octets = Files.readAllBytes(segment);
        octets[octets.length / 2] ^= 1;
        Files.write(segment, octets);
        Invocation run = OfflineRun.ian(home, "log", "verify", "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode goal = run.json().path("goals").path(0);
        assertThat(goal.path("ok").asBoolean()).isFalse();
        assertThat(goal.path("problems").path(0).path("text").asText())
                .contains(segment.toString(), "offset ", "DEMO_TRADING_AGENT");
    }

    @Test
    void aBodyIsDroppedAndTheLogStays() throws IOException {
        imported(lines, 0);
        JsonNode before = OfflineRun.ok(home, "log", "verify", "--json").json();
        String id = firstRanked();
        JsonNode dropped = OfflineRun.ok(home, "body", "drop", id, "--goal", "DEMO_TRADING_AGENT", "--json")
                .json();
        assertThat(dropped.path("dropped").asBoolean()).isTrue();
        assertThat(OfflineRun.ok(home, "body", "drop", id, "--goal", "DEMO_TRADING_AGENT")
                        .out())
                .contains("dropped before");
        assertThat(OfflineRun.ok(home, "log", "verify", "--deep", "--json").json())
                .isEqualTo(before);
        assertThat(OfflineRun.ian(home, "body", "drop", "0".repeat(64), "--goal", "DEMO_TRADING_AGENT")
                        .exitCode())
                .isEqualTo(1);
        assertThat(OfflineRun.ian(home, "body", "drop", "xyz", "--goal", "DEMO_TRADING_AGENT")
                        .exitCode())
                .isEqualTo(2);
        assertThat(OfflineRun.ian(home, "body", "drop", id, "--goal", "CHESS").exitCode())
                .isEqualTo(2);
    }

    private String firstRanked() throws IOException {
        String board = Files.readString(home.resolve(".ian/goals/DEMO_TRADING_AGENT/projections/leaderboard.json"));
        return board.replaceFirst("(?s).*?\"contribution_id\":\"([0-9a-f]{64}).*", "$1");
    }

    private JsonNode imported(List<String> requests, int exitCode) throws IOException {
        Invocation run = OfflineRun.ian(home, "log", "import", write(requests).toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        return run.json();
    }

    private Path write(List<String> requests) throws IOException {
        return Files.write(home.resolve("requests.ndjson"), requests);
    }
}
