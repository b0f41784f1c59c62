package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchorStanding.State;
import network.ian.core.journal.StoredEntry;
import network.ian.core.view.Finality;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart finds its frozen prefixes again without reading entries, and asks peers only for what is damaged. */
class FoldRestartTest {

    @TempDir
    private Path directory;

    private final Random random = new Random(7);
    private final List<StoredEntry> entries = FoldEntries.inOrder(random, 1_000, 40);
    private FoldingNode node;

    @BeforeEach
    void open() throws IOException {
        node = new FoldingNode(directory);
    }

    @Test
    void aRestartReadsNothingAndThawsNothing() throws IOException {
        node.goal.addAll(entries);
        List<SettledAnchor> chain = List.of(
                FoldEntries.anchor(1, entries, 10),
                FoldEntries.anchor(2, entries, 20),
                FoldEntries.anchor(3, entries, 30));
        node.settle(chain);
        Hash root = node.goal.log().root();
        node.restart(true);
        assertThat(node.goal.log().frozenSize()).isEqualTo(30);
        assertThat(node.goal.log().root()).isEqualTo(root);
        node.settle(chain);
        assertThat(node.states()).containsOnly(State.FROZEN);
        assertThat(node.goal.reads).isZero();
        assertThat(node.goal.freezings).isEmpty();
        node.restart(false);
        assertThat(node.goal.log().frozenSize()).isZero();
        node.settle(chain);
        assertThat(node.goal.log().frozenSize()).isEqualTo(30);
        assertThat(node.goal.reads).isZero();
    }

    /** Nobody else may be able to name the entries: not before they froze the anchors, and not where all lost their chains. */
    @Test
    void aChainThatIsFetchedAnewFindsItsSegmentsAgain() throws IOException {
        List<StoredEntry> many = FoldEntries.inOrder(random, 1_000, 3_600);
        StoredEntry late = many.remove(3);
        node.goal.addAll(many);
        List<SettledAnchor> chain = new ArrayList<>();
        for (int sequence = 0; sequence < 700; sequence++) {
            chain.add(FoldEntries.anchor(sequence, many.subList(0, 5 * (sequence + 1))));
        }
        assertThat(node.settle(chain).state()).isEqualTo(State.FROZEN);
        FakeGoal withLate = new FakeGoal(node.goal.journal, node.fold.segments(), node.goal.anchor);
        withLate.journal.add(late);
        node.goal = withLate;
        for (boolean stateKept : new boolean[] {true, false}) {
            node.restart(stateKept);
            for (List<SettledAnchor> known : List.of(chain.subList(0, 0), chain.subList(0, 5), chain)) {
                node.fold.settled(Finality.Source.PEERS, known, 0);
                node.fold.fold(node.seeker);
            }
            assertThat(node.states()).hasSize(700).containsOnly(State.FROZEN);
            assertThat(node.seeker.seeks).isEmpty();
        }
        Path file = SegmentFile.path(directory);
        byte[] octets = Files.readAllBytes(file);
        octets[SegmentCodec.HEADER_BYTES + SegmentCodec.FRAME_BYTES] ^= 1;
        Files.write(file, octets);
        node.restart(true);
        node.settle(chain);
        node.fold.offer(node.seeker.wanted.orElseThrow(), FoldEntries.ids(many.subList(0, 5)));
        assertThat(node.fold().state())
                .as("all but the damaged one are still there")
                .isEqualTo(State.FROZEN);
    }

    @Test
    void damagedSegmentsAreAskedFromPeersAgain() throws IOException {
        List<StoredEntry> anchored = new ArrayList<>(entries.subList(0, 20));
        anchored.remove(4);
        node.goal.addAll(entries);
        List<SettledAnchor> chain = List.of(FoldEntries.anchor(1, anchored));
        node.settle(chain);
        node.fold.offer(node.seeker.wanted.orElseThrow(), FoldEntries.ids(anchored));
        assertThat(node.fold().state()).isEqualTo(State.FROZEN);
        Path file = SegmentFile.path(directory);
        byte[] octets = Files.readAllBytes(file);
        octets[octets.length - 1] ^= 1;
        Files.write(file, octets);
        node.restart(true);
        assertThat(node.goal.log().frozenSize()).isZero();
        assertThat(node.settle(chain).state()).isEqualTo(State.PENDING);
        node.fold.offer(node.seeker.wanted.orElseThrow(), FoldEntries.ids(anchored));
        assertThat(node.fold().state()).isEqualTo(State.FROZEN);
        node.restart(true);
        assertThat(node.goal.log().frozenSize()).isEqualTo(19);
    }
}
