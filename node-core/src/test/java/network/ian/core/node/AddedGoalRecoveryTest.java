package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.ian.core.file.DirectoryTree;
import network.ian.core.goal.GoalSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node makes of the directories of added goals that a crash, a loss, a damage or somebody else left. */
class AddedGoalRecoveryTest {

    @TempDir
    private Path data;

    private NodeFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new NodeFixture(data, 9);
    }

    /** Every state of the directory that a crash within an addition can leave. */
    @Test
    void aCrashLeavesAGoalOrNone() throws IOException {
        Files.createDirectories(data.resolve("goals/EMPTY"));
        Path torn = Files.createDirectories(data.resolve("goals/TORN"));
        Files.writeString(torn.resolve(".spec.json.1.ian-tmp"), GoalVariants.DEMO.substring(0, 40));
        Path named = Files.createDirectories(data.resolve("goals/NAMED"));
        Files.write(
                named.resolve("spec.json"),
                GoalVariants.spec("NAMED").canonical().toArray());
        Path begun = Files.createDirectories(data.resolve("goals/BEGUN/log")).getParent();
        Files.write(
                begun.resolve("spec.json"),
                GoalVariants.spec("BEGUN").canonical().toArray());
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).isEmpty();
            assertThat(node.goals())
                    .extracting(goal -> goal.spec().goalId())
                    .containsExactly("BEGUN", NodeFixture.GOAL, "NAMED");
            assertThat(files(torn)).isEmpty();
            node.addGoal(GoalVariants.spec("EMPTY"));
            node.addGoal(GoalVariants.spec("TORN"));
            for (String id : List.of("BEGUN", "NAMED", "EMPTY", "TORN")) {
                assertThat(fixture.contribute(node, id)).isTrue();
            }
        }
    }

    @Test
    void aGoalFileOfTheSameDocumentIsTheSameGoal() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(GoalVariants.spec("ADDED"));
            fixture.contribute(node, "ADDED");
        }
        Files.write(
                data.resolve("goals/added.json"),
                GoalVariants.spec("ADDED").canonical().toArray());
        try (Node node = fixture.open()) {
            assertThat(NodeFixture.view(node, "ADDED").log().size()).isEqualTo(1);
            assertThat(((GoalOffer.Taken) node.offerGoal(GoalVariants.spec("ADDED"))).added())
                    .isFalse();
        }
    }

    @Test
    void anUnreadableGoalKeepsItsId() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(GoalVariants.spec("DAMAGED"));
            fixture.contribute(node, "DAMAGED");
            node.addGoal(GoalVariants.spec("LOST"));
            fixture.contribute(node, "LOST");
        }
        Files.writeString(data.resolve("goals/DAMAGED/spec.json"), "{");
        DirectoryTree.delete(data.resolve("goals/LOST"));
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).hasSize(2);
            assertThat(conflict(node, "DAMAGED")).contains("cannot be read", "restore the file");
            assertThat(conflict(node, "LOST")).contains("missing data", "records 1 entries");
        }
        assertThat(Files.readString(data.resolve("goals/DAMAGED/spec.json"))).isEqualTo("{");
        assertThat(data.resolve("goals/LOST")).doesNotExist();
    }

    @Test
    void aGoalThatHarmedNothingMayBeMadeAnewWithOtherRules() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(GoalVariants.spec("ADDED"));
        }
        DirectoryTree.delete(data.resolve("goals/ADDED"));
        GoalSpec changed = GoalVariants.changed("ADDED");
        Path directory = Files.createDirectories(data.resolve("goals/ADDED"));
        Files.write(directory.resolve("spec.json"), changed.canonical().toArray());
        try (Node node = fixture.open()) {
            assertThat(node.goal("ADDED").orElseThrow().health().state()).isEqualTo(GoalHealth.State.SERVING);
        }
    }

    @Test
    void dataThatAppearsBesideARunningNodeIsNotTouched() throws IOException {
        try (Node node = fixture.open()) {
            Files.createDirectories(data.resolve("goals/COPIED/log"));
            assertThat(conflict(node, "COPIED")).contains("did not read at its start");
            Path other = Files.createDirectories(data.resolve("goals/OTHER"));
            Files.writeString(other.resolve("spec.json"), "{}");
            assertThat(conflict(node, "OTHER")).contains("did not read at its start");
            assertThat(Files.readString(other.resolve("spec.json"))).isEqualTo("{}");
        }
    }

    /** A journal that cannot be made: the specification stays, and the next attempt takes it up. */
    @Test
    void aDiskThatRefusesIsSaidAndMayBeTriedAgain() throws IOException {
        try (Node node = fixture.open()) {
            Path directory = Files.createDirectories(data.resolve("goals/ADDED"));
            Path inTheWay = Files.writeString(directory.resolve("bodies"), "");
            assertThatThrownBy(() -> node.addGoal(GoalVariants.spec("ADDED")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("goal ADDED is stored");
            assertThat(node.goal("ADDED")).isEmpty();
            Files.delete(inTheWay);
            assertThat(((GoalOffer.Taken) node.offerGoal(GoalVariants.spec("ADDED"))).added())
                    .isTrue();
            assertThat(fixture.contribute(node, "ADDED")).isTrue();
        }
    }

    private static String conflict(Node node, String id) throws IOException {
        return ((GoalOffer.Conflict) node.offerGoal(GoalVariants.spec(id))).detail();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
