package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.ian.core.codec.MalformedException;
import network.ian.core.contribution.ContributionRequest;
import network.ian.core.contribution.Kind;
import network.ian.core.goal.GoalCatalog;
import network.ian.core.goal.GoalSpec;
import network.ian.core.goal.GoalSpecCodec;
import network.ian.core.ingest.Entrance;
import network.ian.core.state.NodeStateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals that a running node takes, and what a restart finds of them. */
class AddedGoalTest {

    private static final String DEMO =
            new String(GoalCatalog.demoGoal().canonical().toArray(), StandardCharsets.UTF_8);

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
            Goal goal = node.addGoal(spec("ADDED"));
            assertThat(live).extracting(g -> g.spec().goalId()).containsExactly("ADDED", NodeFixture.GOAL);
            assertThat(node.goal("ADDED")).containsSame(goal);
            assertThat(told).containsExactly("ADDED 2");
            assertThat(contribute(node, "ADDED")).isTrue();
            assertThat(node.finalities().finality(goal.spec().topic())).isNotNull();
            assertThat(Files.readString(data.resolve(NodeStateFile.NAME))).contains("\"ADDED\"");
        }
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).isEmpty();
            assertThat(size(node, "ADDED")).isEqualTo(1);
        }
    }

    @Test
    void theSameTopicAgainChangesNothing() throws IOException {
        try (Node node = fixture.open()) {
            List<Goal> told = new ArrayList<>();
            node.onGoalAdded(told::add);
            GoalOffer.Taken first = (GoalOffer.Taken) node.offerGoal(spec("ADDED"));
            GoalOffer.Taken again = (GoalOffer.Taken) node.offerGoal(spec("ADDED"));
            assertThat(first.added()).isTrue();
            assertThat(again).isEqualTo(new GoalOffer.Taken(first.goal(), false));
            assertThat(told).containsExactly(first.goal());
        }
    }

    @Test
    void anotherTopicIsRefused() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(spec("ADDED"));
            byte[] stored = Files.readAllBytes(specFile("ADDED"));
            GoalSpec changed =
                    decode(DEMO.replace("DEMO_TRADING_AGENT", "ADDED").replace("\"steps\":", "\"steps\":1"));
            assertThat(node.offerGoal(changed)).isInstanceOf(GoalOffer.Conflict.class);
            assertThatThrownBy(() -> node.addGoal(changed))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("goal_id: goal_id ADDED is known with another topic");
            assertThat(specFile("ADDED")).hasBinaryContent(stored);
        }
    }

    @Test
    void whatThisNodeCannotServeLeavesNoTrace() throws IOException {
        try (Node node = fixture.with("IAN_API_MAX_BODY_BYTES", "200000").open()) {
            GoalSpec otherHarness =
                    decode(DEMO.replace("DEMO_TRADING_AGENT", "A").replace("trading-v1", "trading-v7"));
            assertThatThrownBy(() -> node.addGoal(otherHarness)).hasMessageContaining("no harness 'trading-v7' here");
            GoalSpec large = decode(DEMO.replace("DEMO_TRADING_AGENT", "A")
                    .replaceFirst("\"max_pack_bytes\":[0-9]+", "\"max_pack_bytes\":7000000"));
            assertThatThrownBy(() -> node.addGoal(large)).hasMessageContaining("api.max_body_bytes: 200000 is less");
            assertThat(node.goals()).hasSize(1);
        }
        assertThat(data.resolve("goals/A")).doesNotExist();
    }

    @Test
    void theNumberHasABoundThatStoredGoalsDoNotFeel() throws IOException {
        try (Node node = fixture.with("IAN_GOALS_MAX", "2").open()) {
            node.addGoal(spec("ADDED"));
            GoalOffer refused = node.offerGoal(spec("THIRD"));
            assertThat(refused).isEqualTo(new GoalOffer.NoRoom("the node has 2 goals, the limit is 2 (goals.max)"));
            assertThat(((GoalOffer.Taken) node.offerGoal(spec("ADDED"))).added())
                    .isFalse();
            assertThatThrownBy(() -> node.addGoal(spec("THIRD"))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(data.resolve("goals/THIRD")).doesNotExist();
        try (Node node = fixture.with("IAN_GOALS_MAX", "1").open()) {
            assertThat(node.goals()).hasSize(2);
        }
        Files.writeString(
                data.resolve("goals/third.json"),
                new String(spec("THIRD").canonical().toArray(), StandardCharsets.UTF_8));
        assertThatThrownBy(fixture::open)
                .hasMessageContaining("third.json: one goal too many: 2 are stored, the limit is 1");
    }

    @Test
    void noGoalIsTakenWhereTheDiskIsFull() throws IOException {
        try (Node node = fixture.with("IAN_STORAGE_MIN_FREE_DISK_BYTES", Long.toString(1L << 60))
                .open()) {
            assertThat(node.offerGoal(spec("ADDED"))).isInstanceOf(GoalOffer.NoRoom.class);
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
            Goal goal = node.addGoal(spec("ADDED"));
            assertThat(told).containsExactly(goal);
            assertThat(contribute(node, "ADDED")).isTrue();
        }
    }

    @Test
    void manyAtOnceAreEachAddedOnce() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Node node = fixture.open()) {
            node.onGoalAdded(goal -> told.add(goal.spec().goalId()));
            List<CompletableFuture<Goal>> adds = IntStream.range(0, 24)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> add(node, spec("G" + i % 8))))
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
        assertThat(node.offerGoal(spec("ADDED"))).isEqualTo(new GoalOffer.NoRoom("the node is stopping"));
        assertThat(data.resolve("goals/ADDED")).doesNotExist();
    }

    /** Every state of the directory that a crash within an addition can leave. */
    @Test
    void aCrashLeavesAGoalOrNone() throws IOException {
        Files.createDirectories(data.resolve("goals/EMPTY"));
        Path torn = Files.createDirectories(data.resolve("goals/TORN"));
        Files.writeString(torn.resolve(".spec.json.1.ian-tmp"), DEMO.substring(0, 40));
        Path named = Files.createDirectories(data.resolve("goals/NAMED"));
        Files.write(named.resolve("spec.json"), spec("NAMED").canonical().toArray());
        Path begun = Files.createDirectories(data.resolve("goals/BEGUN/log")).getParent();
        Files.write(begun.resolve("spec.json"), spec("BEGUN").canonical().toArray());
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).isEmpty();
            assertThat(node.goals())
                    .extracting(goal -> goal.spec().goalId())
                    .containsExactly("BEGUN", NodeFixture.GOAL, "NAMED");
            assertThat(files(torn)).isEmpty();
            node.addGoal(spec("EMPTY"));
            node.addGoal(spec("TORN"));
            for (String id : List.of("BEGUN", "NAMED", "EMPTY", "TORN")) {
                assertThat(contribute(node, id)).isTrue();
            }
        }
    }

    @Test
    void aGoalFileOfTheSameDocumentIsTheSameGoal() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(spec("ADDED"));
            contribute(node, "ADDED");
        }
        Files.write(data.resolve("goals/added.json"), spec("ADDED").canonical().toArray());
        try (Node node = fixture.open()) {
            assertThat(size(node, "ADDED")).isEqualTo(1);
            assertThat(((GoalOffer.Taken) node.offerGoal(spec("ADDED"))).added())
                    .isFalse();
        }
    }

    @Test
    void anUnreadableGoalKeepsItsId() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(spec("DAMAGED"));
            contribute(node, "DAMAGED");
            node.addGoal(spec("LOST"));
            contribute(node, "LOST");
        }
        Files.writeString(specFile("DAMAGED"), "{");
        deleteTree(data.resolve("goals/LOST"));
        try (Node node = fixture.open()) {
            assertThat(node.unreadableGoals()).hasSize(2);
            assertThat(conflict(node, "DAMAGED")).contains("cannot be read", "restore the file");
            assertThat(conflict(node, "LOST")).contains("missing data", "records 1 entries");
        }
        assertThat(Files.readString(specFile("DAMAGED"))).isEqualTo("{");
        assertThat(data.resolve("goals/LOST")).doesNotExist();
    }

    @Test
    void aGoalThatHarmedNothingMayBeMadeAnewWithOtherRules() throws IOException {
        try (Node node = fixture.open()) {
            node.addGoal(spec("ADDED"));
        }
        deleteTree(data.resolve("goals/ADDED"));
        GoalSpec changed = decode(DEMO.replace("DEMO_TRADING_AGENT", "ADDED").replace("\"steps\":", "\"steps\":1"));
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
            assertThatThrownBy(() -> node.addGoal(spec("ADDED")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("goal ADDED is stored");
            assertThat(node.goal("ADDED")).isEmpty();
            Files.delete(inTheWay);
            assertThat(((GoalOffer.Taken) node.offerGoal(spec("ADDED"))).added())
                    .isTrue();
            assertThat(contribute(node, "ADDED")).isTrue();
        }
    }

    private static String conflict(Node node, String id) throws IOException {
        return ((GoalOffer.Conflict) node.offerGoal(spec(id))).detail();
    }

    /** The sampler's next pack that the goal accepts, which is most of them. */
    private boolean contribute(Node node, String id) {
        return IntStream.range(0, 10).anyMatch(attempt -> accepted(node, id));
    }

    private boolean accepted(Node node, String id) {
        ContributionRequest request =
                new ContributionRequest(id, Kind.AGENT_PACK, fixture.pack(), Optional.of("alice"), 0, Optional.empty());
        return node.ingress()
                .submit(node.goal(id).orElseThrow(), request, Entrance.DOOR)
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .accepted();
    }

    private static int size(Node node, String id) {
        return node.goal(id).orElseThrow().view().orElseThrow().log().size();
    }

    private static Goal add(Node node, GoalSpec spec) {
        try {
            return node.addGoal(spec);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoalSpec spec(String id) {
        return decode(DEMO.replace("DEMO_TRADING_AGENT", id));
    }

    private static GoalSpec decode(String document) {
        return GoalSpecCodec.decode("test", document.getBytes(StandardCharsets.UTF_8));
    }

    private Path specFile(String id) {
        return data.resolve("goals").resolve(id).resolve("spec.json");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
