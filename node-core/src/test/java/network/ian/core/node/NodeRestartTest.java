package network.ian.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Outcome;
import network.ian.core.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that starts on a directory finds everything again, calls a changed or lost part damage, and shares the
 * directory with nobody.
 */
class NodeRestartTest {

    @TempDir
    private Path data;

    private NodeFixture fixture;
    private long now;

    @BeforeEach
    void prepare() {
        fixture = new NodeFixture(data, 7);
        now = fixture.clock.wall().millis();
    }

    @Test
    void aRestartFindsEverythingAgain() throws IOException {
        Hash root;
        Hash board;
        try (Node node = fixture.open()) {
            for (int i = 0; i < 20; i++) {
                NodeFixture.submit(node, fixture.signed(fixture.pack(), now + i));
            }
            root = NodeFixture.view(node).log().root();
            board = NodeFixture.view(node).leaderboard().root();
        }
        try (Node node = fixture.open()) {
            assertThat(NodeFixture.view(node).log().root()).isEqualTo(root);
            assertThat(NodeFixture.view(node).leaderboard().root()).isEqualTo(board);
            fixture.accepted(node);
        }
        Files.delete(data.resolve("node_state.json"));
        try (Node node = fixture.open()) {
            assertThat(NodeFixture.view(node).log().size()).isGreaterThan(15);
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health().state())
                    .isEqualTo(GoalHealth.State.SERVING);
        }
    }

    @Test
    void recordsAfterTheSnapshotAreNotMistakenForDamage() throws IOException {
        Path state = data.resolve("node_state.json");
        byte[] early;
        try (Node node = fixture.open()) {
            fixture.accepted(node);
            node.saveState();
            early = Files.readAllBytes(state);
            for (int i = 0; i < 9; i++) {
                NodeFixture.submit(node, fixture.signed(fixture.pack(), now - i));
            }
        }
        Files.write(state, early);
        try (Node node = fixture.open()) {
            assertThat(node.goal(NodeFixture.GOAL).orElseThrow().health()).isEqualTo(GoalHealth.SERVING);
        }
    }

    @Test
    void aChangedRootOrALostTailIsDamage() throws IOException {
        try (Node node = fixture.open()) {
            fixture.accepted(node);
            fixture.accepted(node);
        }
        Path state = data.resolve("node_state.json");
        String honest = Files.readString(state);
        Files.writeString(state, honest.replaceFirst("\"log_root\":\"..", "\"log_root\":\"00"));
        assertDamaged("is not 00");
        Files.writeString(state, honest);
        Path segment = data.resolve("goals/" + NodeFixture.GOAL + "/log/00000000.segment");
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        assertDamaged("00000000.segment");
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 100);
        }
        assertDamaged("00000000.segment");
    }

    @Test
    void twoNodesNeverShareADirectory() throws IOException {
        try (Node node = fixture.open()) {
            assertThat(node.goals()).hasSize(1);
            assertThatThrownBy(fixture::open)
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("another ian process");
        }
    }

    private void assertDamaged(String detail) throws IOException {
        try (Node node = fixture.open()) {
            Goal goal = node.goal(NodeFixture.GOAL).orElseThrow();
            assertThat(goal.health().state()).isEqualTo(GoalHealth.State.DAMAGED);
            assertThat(goal.health().detail()).contains(NodeFixture.GOAL).contains(detail);
            assertThat(goal.view()).isEmpty();
            Outcome outcome = NodeFixture.submit(node, NodeFixture.unsigned("alice", fixture.pack()));
            assertThat(outcome.verdict()).isInstanceOf(Verdict.Undecided.class);
        }
    }
}
