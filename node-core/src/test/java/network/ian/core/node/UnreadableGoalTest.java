package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.file.DirectoryTree;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.UnreadableGoal;
import network.ian.core.ingest.Entrance;
import network.ian.core.verify.ProjectionStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one goal's files stops that goal and no other. */
class UnreadableGoalTest {

    @TempDir
    private Path data;

    private NodeFixture fixture;
    private Path other;

    @BeforeEach
    void twoGoals() throws IOException {
        fixture = new NodeFixture(data, 4);
        GoalSpec demo = GoalCatalog.demoGoal();
        String document = new String(demo.canonical().toArray(), StandardCharsets.UTF_8);
        other = Files.createDirectories(data.resolve("goals/OTHER"));
        Files.writeString(other.resolve("spec.json"), document.replace("\"" + demo.goalId() + "\"", "\"OTHER\""));
        try (Node node = fixture.open()) {
            assertThat(node.goals()).hasSize(2);
            assertThat(NodeFixture.submit(node, NodeFixture.unsigned("alice", fixture.pack()), Entrance.DOOR)
                            .accepted())
                    .isTrue();
        }
    }

    @Test
    void aDamagedSpecificationStopsItsGoalOnly() throws IOException {
        Path spec = data.resolve("goals").resolve(NodeFixture.GOAL).resolve("spec.json");
        byte[] sound = Files.readAllBytes(spec);
        byte[] damaged = sound.clone();
        damaged[sound.length / 2] = 0;
        Files.write(spec, damaged);
        try (Node node = fixture.open()) {
            assertThat(node.goals()).extracting(goal -> goal.spec().goalId()).containsExactly("OTHER");
            UnreadableGoal unreadable = onlyUnreadable(node);
            assertThat(unreadable.goalId()).isEqualTo(NodeFixture.GOAL);
            assertThat(unreadable.detail()).contains(spec.toString(), "restore the file");
        }
        assertThat(spec).hasBinaryContent(damaged);
        Files.write(spec, sound);
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).isEmpty();
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(1);
        }
    }

    @Test
    void aSpecificationThatAsksForAnotherProgramStopsItsGoalOnly() throws IOException {
        Path spec = other.resolve("spec.json");
        Files.writeString(spec, Files.readString(spec).replace("trading-v1", "trading-v7"));
        try (Node node = fixture.open()) {
            assertThat(onlyUnreadable(node).goalId()).isEqualTo("OTHER");
            assertThat(NodeFixture.view(node).log().size()).isEqualTo(1);
        }
    }

    @Test
    void aLostSpecificationIsSaid() throws IOException {
        Files.delete(other.resolve("spec.json"));
        try (Node node = fixture.open()) {
            assertThat(onlyUnreadable(node).problem()).contains("specification is missing");
        }
    }

    @Test
    void aGoalThatIsGoneIsMissingData() throws IOException {
        Path moved = data.resolveSibling(data.getFileName() + "-moved");
        Files.move(data.resolve("goals").resolve(NodeFixture.GOAL), moved);
        DirectoryTree.delete(moved);
        // The built-in goal is installed anew, without the entries that the state file remembers.
        try (Node node = fixture.open()) {
            GoalHealth health = node.goal(NodeFixture.GOAL).orElseThrow().health();
            assertThat(health.state()).isEqualTo(GoalHealth.State.DAMAGED);
            assertThat(health.detail()).contains("missing data");
        }
    }

    @Test
    void aLeaderboardThatWasChangedOnDiskIsWrittenAnew() throws IOException {
        Path goal = data.resolve("goals").resolve(NodeFixture.GOAL);
        Path file = goal.resolve("projections/leaderboard.json");
        Files.writeString(file, Files.readString(file).replace("\"rank\":1", "\"rank\":2"));
        try (Node node = fixture.open()) {
            assertThat(status(node, goal)).isEqualTo(ProjectionStatus.State.DIFFERENT);
            RebuiltProjection rebuilt = node.rebuildProjection(
                            node.goal(NodeFixture.GOAL).orElseThrow())
                    .orElseThrow();
            assertThat(rebuilt.differed()).isFalse();
            assertThat(rebuilt.folded())
                    .isEqualTo(NodeFixture.view(node).leaderboard().root());
            assertThat(status(node, goal)).isEqualTo(ProjectionStatus.State.EQUAL);
        }
    }

    private static ProjectionStatus.State status(Node node, Path goal) throws IOException {
        GoalView view = NodeFixture.view(node);
        return ProjectionStatus.of(
                        NodeFixture.GOAL, goal, view.log().size(), view.log().root(), view.leaderboard())
                .state();
    }

    private static UnreadableGoal onlyUnreadable(Node node) {
        assertThat(node.unreadableGoals()).hasSize(1);
        return node.unreadableGoals().get(0);
    }
}
