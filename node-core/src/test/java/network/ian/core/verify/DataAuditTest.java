package network.ian.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.format.LeaderboardFormat;
import network.ian.core.history.ImportReport;
import network.ian.core.journal.Problem;
import network.ian.core.node.DataDirectoryLock;
import network.ian.core.node.GoalView;
import network.ian.core.node.Node;
import network.ian.core.node.OfflineTakedown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataAuditTest {

    @TempDir
    Path temporary;

    private DataDirectory data;

    @BeforeEach
    void name() {
        data = new DataDirectory(temporary);
    }

    @Test
    void aSoundDirectoryHasTheRootsOfItsNodeAndIsNotTouched() throws IOException {
        data.fill(0, 40);
        GoalView view;
        try (Node node = data.open()) {
            DataDirectory.importInto(node, 20, 60);
            view = node.goals().iterator().next().view().orElseThrow();
        }
        Map<Path, Hash> before = contents();
        GoalReport report = data.auditGoal();
        assertThat(report.problems()).isEmpty();
        assertThat(report.logSize()).isEqualTo(view.log().size()).isGreaterThan(50);
        assertThat(report.logRoot()).isEqualTo(view.log().root());
        assertThat(report.leaderboardRoot()).isEqualTo(view.leaderboard().root());
        assertThat(data.audit(true)).containsExactly(report);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void everyFlippedByteIsFoundWithFileOffsetAndGoal() throws IOException {
        data.fill(0, 30);
        data.fill(30, 40);
        SplittableRandom random = new SplittableRandom(4);
        for (Path file : data.segments()) {
            for (int i = 0; i < 30; i++) {
                long offset = random.nextLong(Files.size(file));
                int mask = 1 + random.nextInt(255);
                DataDirectory.flip(file, offset, mask);
                List<Problem> problems = data.auditGoal().problems();
                assertThat(problems)
                        .as("seed 4: byte %d of %s flipped by %d", offset, file, mask)
                        .anySatisfy(problem -> {
                            assertThat(problem.file()).isEqualTo(file);
                            assertThat(problem.offset()).isBetween(0L, offset);
                            assertThat(problem.goalId()).isEqualTo(DataDirectory.GOAL.goalId());
                        });
                DataDirectory.flip(file, offset, mask);
            }
        }
        assertThat(data.auditGoal().ok()).isTrue();
    }

    @Test
    void whatTheStateFileNamesMustBeThere() throws IOException {
        data.fill(0, 20);
        byte[] shorter = Files.readAllBytes(data.log(0));
        byte[] bodies = Files.readAllBytes(data.segments().get(0));
        data.fill(20, 40);
        Files.write(data.log(0), shorter);
        Files.write(data.segments().get(0), bodies);
        assertThat(data.auditGoal().problems())
                .anyMatch(problem -> problem.what().contains("is known to have been written"));
        Files.delete(data.log(0));
        assertThat(data.auditGoal().ok()).isFalse();
    }

    @Test
    void rootsAreComparedWithTheStateFile() throws IOException {
        data.fill(0, 20);
        GoalReport sound = data.auditGoal();
        Hash other = Sha256.of(new byte[] {1});
        Path file = temporary.resolve("node_state.json");
        String state = Files.readString(file);
        for (Hash root : List.of(sound.logRoot(), sound.leaderboardRoot())) {
            Files.writeString(file, state.replace(root.hex(), other.hex()));
            assertThat(data.auditGoal().problems()).singleElement().satisfies(problem -> {
                assertThat(problem.file()).isEqualTo(file);
                assertThat(problem.what()).contains(other.hex(), root.hex());
            });
        }
        Files.writeString(file, "{\"version\":1");
        assertThat(data.auditGoal().problems())
                .singleElement()
                .matches(p -> p.file().equals(file));
        Files.delete(file);
        assertThat(data.auditGoal().problems()).as("it can be rebuilt").isEmpty();
    }

    @Test
    void theProjectionIsComparedWithTheFold() throws IOException {
        data.fill(0, 20);
        Path file = LeaderboardFormat.file(data.goal());
        String board = Files.readString(file);
        Hash root = data.auditGoal().leaderboardRoot();
        for (String wrong : List.of(
                board.replace(root.hex(), Sha256.of(new byte[] {1}).hex()),
                board.replace("\"rank\":2", "\"rank\":3"),
                board.replaceFirst("\"score\":", "\"score\":1"),
                board.substring(1))) {
            Files.writeString(file, wrong);
            assertThat(data.auditGoal().problems())
                    .singleElement()
                    .matches(p -> p.file().equals(file));
        }
    }

    @Test
    void goalsThatCannotBeReadAreReportedNotSkipped() throws IOException {
        data.fill(0, 3);
        Path spec = data.goal().resolve("spec.json");
        byte[] bytes = Files.readAllBytes(spec);
        Files.writeString(spec, "{");
        assertThat(data.auditGoal().problems())
                .singleElement()
                .matches(p -> p.file().equals(spec));
        Files.delete(spec);
        assertThat(data.auditGoal().problems())
                .singleElement()
                .matches(p -> p.file().equals(spec));
        String other = new String(bytes, UTF_8).replace(DataDirectory.GOAL.goalId(), "OTHER");
        Files.writeString(spec, other);
        assertThat(data.auditGoal().problems())
                .singleElement()
                .matches(p -> p.what().contains("OTHER"));
        Files.writeString(spec, new String(bytes, UTF_8).replace("{", "{ "));
        assertThat(data.auditGoal().ok())
                .as("white space is no part of the rules")
                .isTrue();
    }

    @Test
    void besideANodeTheTailThatIsBeingWrittenIsNoDamage() throws IOException {
        data.fill(0, 20);
        GoalReport sound = data.auditGoal();
        Files.write(data.log(0), new byte[] {0, 0, 1, 9, 3}, StandardOpenOption.APPEND);
        for (Path bodies : data.segments().subList(0, 1)) {
            Files.write(bodies, new byte[] {0, 0, 1}, StandardOpenOption.APPEND);
        }
        assertThat(data.auditGoal().problems()).isNotEmpty();
        DataDirectoryLock lock = DataDirectoryLock.take(temporary);
        try (lock) {
            assertThat(data.auditGoal()).isEqualTo(sound);
            DataDirectory.flip(data.log(0), 300, 1);
            assertThat(data.auditGoal().problems()).anyMatch(p -> p.file().equals(data.log(0)));
        }
    }

    @Test
    void aNodeThatTakesContributionsMeanwhileLooksSound() throws Exception {
        data.fill(0, 10);
        try (Node node = data.open()) {
            Thread load = new Thread(() -> {
                try {
                    DataDirectory.importInto(node, 10, 400);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            load.start();
            while (load.isAlive()) {
                assertThat(data.auditGoal().problems()).isEmpty();
            }
            load.join();
        }
        assertThat(data.auditGoal().ok()).isTrue();
    }

    @Test
    void aDroppedBodyIsNoDamage() throws IOException {
        data.fill(0, 20);
        GoalReport before = data.auditGoal();
        Hash id;
        try (Node node = data.open()) {
            id = node.goals().iterator().next().view().orElseThrow().log().idAt(3);
        }
        String goal = DataDirectory.GOAL.goalId();
        assertThat(OfflineTakedown.drop(temporary, goal, id)).isEqualTo(OfflineTakedown.Result.DROPPED);
        assertThat(OfflineTakedown.drop(temporary, goal, id)).isEqualTo(OfflineTakedown.Result.GONE_BEFORE);
        assertThat(OfflineTakedown.drop(temporary, goal, Sha256.of())).isEqualTo(OfflineTakedown.Result.UNKNOWN);
        assertThat(data.audit(true)).containsExactly(before);
        try (Node node = data.open()) {
            GoalView view = node.goals().iterator().next().view().orElseThrow();
            assertThat(view.body(view.entry(3))).isEmpty();
            assertThat(view.body(view.entry(4))).isPresent();
        }
    }

    @Test
    void importCountsWhatBecomesOfEachLine() throws IOException {
        try (Node node = data.open()) {
            ImportReport first = DataDirectory.importInto(node, 0, 200);
            ImportReport again = DataDirectory.importInto(node, 100, 300);
            assertThat(first.read()).isEqualTo(200);
            assertThat(first.accepted() + first.rejectedTotal()).isEqualTo(200);
            assertThat(first.accepted()).isGreaterThan(180);
            assertThat(again.duplicates() + again.accepted() + again.rejectedTotal())
                    .isEqualTo(200);
            assertThat(again.duplicates()).isBetween(90L, 100L);
            assertThat(again.undecided()).isZero();
        }
    }

    private Map<Path, Hash> contents() throws IOException {
        Map<Path, Hash> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Sha256.of(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
