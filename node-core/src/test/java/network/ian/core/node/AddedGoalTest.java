package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import network.ian.core.codec.MalformedException;
import network.ian.core.goal.GoalSpec;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which goals a running node takes, and that it serves them at once and after a restart. */
class AddedGoalTest {

    @TempDir
    private Path data;

    private NodeFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new NodeFixture(data, 9);
    }

    @Test
    void servesAtOnceAndAfterARestart() throws IOException {
        List<String> told = new ArrayList<>();
        try (Node node = fixture.open()) {
            var live = node.goals();
            node.onGoalAdded(goal -> told.add(goal.spec().goalId() + " " + live.size()));
            Goal goal = node.addGoal(GoalVariants.spec("ADDED"));
            assertThat(live).extracting(g -> g.spec().goalId()).containsExactly("ADDED", NodeFixture.GOAL);
            assertThat(node.goal("ADDED")).containsSame(goal);
            assertThat(told).containsExactly("ADDED 2");
            assertThat(fixture.contribute(node, "ADDED")).isTrue();
            assertThat(node.finalities().finality(goal.spec().topic())).isNotNull();
            assertThat(Files.readString(data.resolve(NodeStateFile.NAME))).contains("\"ADDED\"");
        }
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).isEmpty();
            assertThat(NodeFixture.view(node, "ADDED").log().size()).isEqualTo(1);
        }
    }

    @Test
    void theSameTopicAgainChangesNothing() throws IOException {
        try (Node node = fixture.open()) {
            List<Goal> told = new ArrayList<>();
            node.onGoalAdded(told::add);
            GoalOffer.Taken first = (GoalOffer.Taken) node.offerGoal(GoalVariants.spec("ADDED"));
            GoalOffer.Taken again = (GoalOffer.Taken) node.offerGoal(GoalVariants.spec("ADDED"));
            assertThat(first.added()).isTrue();
            assertThat(again).isEqualTo(new GoalOffer.Taken(first.goal(), false));
            assertThat(told).containsExactly(first.goal());
        }
    }

    @Test
    void anotherTopicIsRefused() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(GoalVariants.spec("ADDED"));
            byte[] stored = Files.readAllBytes(data.resolve("goals/ADDED/spec.json"));
            GoalSpec changed = GoalVariants.changed("ADDED");
            assertThat(node.offerGoal(changed)).isInstanceOf(GoalOffer.Conflict.class);
            assertThatThrownBy(() -> node.addGoal(changed))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("goal_id: goal_id ADDED is known with another topic");
            assertThat(data.resolve("goals/ADDED/spec.json")).hasBinaryContent(stored);
        }
    }

    @Test
    void whatThisNodeCannotServeLeavesNoTrace() throws IOException {
        try (Node node = fixture.with("IAN_API_MAX_BODY_BYTES", "200000").open()) {
            GoalSpec otherHarness = GoalVariants.decode(
                    GoalVariants.DEMO.replace("DEMO_TRADING_AGENT", "A").replace("trading-v1", "trading-v7"));
            assertThatThrownBy(() -> node.addGoal(otherHarness)).hasMessageContaining("no harness 'trading-v7' here");
            GoalSpec large = GoalVariants.decode(GoalVariants.DEMO
                    .replace("DEMO_TRADING_AGENT", "A")
                    .replaceFirst("\"max_pack_bytes\":[0-9]+", "\"max_pack_bytes\":7000000"));
            assertThatThrownBy(() -> node.addGoal(large)).hasMessageContaining("api.max_body_bytes: 200000 is less");
            assertThat(node.goals()).hasSize(1);
        }
        assertThat(data.resolve("goals/A")).doesNotExist();
    }

    @Test
    void theNumberHasABoundThatStoredGoalsDoNotFeel() throws IOException {
        try (Node node = fixture.with("IAN_GOALS_MAX", "2").open()) {
            node.addGoal(GoalVariants.spec("ADDED"));
            GoalOffer refused = node.offerGoal(GoalVariants.spec("THIRD"));
            assertThat(refused).isEqualTo(new GoalOffer.NoRoom("the node has 2 goals, the limit is 2 (goals.max)"));
            assertThat(((GoalOffer.Taken) node.offerGoal(GoalVariants.spec("ADDED"))).added())
                    .isFalse();
            assertThatThrownBy(() -> node.addGoal(GoalVariants.spec("THIRD")))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(data.resolve("goals/THIRD")).doesNotExist();
        try (Node node = fixture.with("IAN_GOALS_MAX", "1").open()) {
            assertThat(node.goals()).hasSize(2);
        }
        Files.writeString(
                data.resolve("goals/third.json"),
                new String(GoalVariants.spec("THIRD").canonical().toArray(), StandardCharsets.UTF_8));
        assertThatThrownBy(fixture::open)
                .hasMessageContaining("third.json: one goal too many: 2 are stored, the limit is 1");
    }

    @Test
    void noGoalIsTakenWhereTheDiskIsFull() throws IOException {
        try (Node node = fixture.with("IAN_STORAGE_MIN_FREE_DISK_BYTES", Long.toString(1L << 60))
                .open()) {
            assertThat(node.offerGoal(GoalVariants.spec("ADDED"))).isInstanceOf(GoalOffer.NoRoom.class);
        }
        assertThat(data.resolve("goals/ADDED")).doesNotExist();
    }

    @Test
    void aListenerThatFailsUndoesNothingAndStopsNoOther() throws IOException {
        List<Goal> told = new ArrayList<>();
        try (Node node = fixture.open()) {
            node.onGoalAdded(goal -> {
                throw new IllegalStateException("on purpose");
            });
            node.onGoalAdded(told::add);
            Goal goal = node.addGoal(GoalVariants.spec("ADDED"));
            assertThat(told).containsExactly(goal);
            assertThat(fixture.contribute(node, "ADDED")).isTrue();
        }
    }

    @Test
    void manyAtOnceAreEachAddedOnce() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Node node = fixture.open()) {
            node.onGoalAdded(goal -> told.add(goal.spec().goalId()));
            List<CompletableFuture<Goal>> adds = IntStream.range(0, 24)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> add(node, GoalVariants.spec("G" + i % 8))))
                    .toList();
            adds.forEach(CompletableFuture::join);
            assertThat(told).hasSize(8).doesNotHaveDuplicates();
            assertThat(node.goals()).hasSize(9);
        }
        try (Node node = fixture.open()) {
            assertThat(node.goals()).hasSize(9);
        }
    }

    @Test
    void aStoppedNodeTakesNone() throws IOException {
        Node node = fixture.open();
        node.close();
        assertThat(node.offerGoal(GoalVariants.spec("ADDED"))).isEqualTo(new GoalOffer.NoRoom("the node is stopping"));
        assertThat(data.resolve("goals/ADDED")).doesNotExist();
    }

    private static Goal add(Node node, GoalSpec spec) {
        try {
            return node.addGoal(spec);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
