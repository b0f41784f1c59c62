package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

/**
 * What becomes of anchors whose entries stand here in their order: frozen, contradicted, thawed by another chain,
 * continued.
 */
class GoalFoldTest {

    @TempDir
    private Path directory;

    private final List<StoredEntry> entries = FoldEntries.inOrder(new Random(7), 1_000, 40);
    private FoldingNode node;

    @BeforeEach
    void open() throws IOException {
        node = new FoldingNode(directory);
    }

    @Test
    void whatIsThereInKeyOrderIsFrozenAsItStands() {
        node.goal.addAll(entries);
        Hash before = node.goal.log().root();
        AnchorStanding standing =
                node.settle(List.of(FoldEntries.anchor(1, entries, 10), FoldEntries.anchor(2, entries, 25)));
        assertThat(standing.state()).isEqualTo(State.FROZEN);
        assertThat(node.goal.log().frozenSize()).isEqualTo(25);
        assertThat(node.goal.log().root()).isEqualTo(before);
        assertThat(node.goal.freezings).hasSize(1);
        assertThat(node.goal.reads).as("each entry once, for its rank").isEqualTo(25);
        assertThat(node.seeker.seeks).isEmpty();
    }

    @Test
    void anotherAnchorReadsItsOwnEntriesOnly() {
        node.goal.addAll(entries);
        node.settle(List.of(FoldEntries.anchor(1, entries, 10)));
        node.goal.reads = 0;
        node.settle(List.of(FoldEntries.anchor(1, entries, 10), FoldEntries.anchor(2, entries, 13)));
        assertThat(node.goal.reads).isEqualTo(3);
        node.settle(List.of(FoldEntries.anchor(1, entries, 10)));
        node.settle(List.of(FoldEntries.anchor(1, entries, 10), FoldEntries.anchor(2, entries, 13)));
        assertThat(node.goal.reads)
                .as("a chain that moves to and fro costs no reading")
                .isEqualTo(3);
        assertThat(node.goal.freezings.get(3).keep()).isEqualTo(10);
    }

    @Test
    void anchorsThatShrinkOrDifferContradictAndDoNotStopLaterOnes() {
        node.goal.addAll(entries);
        SettledAnchor otherRoot = new SettledAnchor(
                3,
                10,
                FoldEntries.root(entries.subList(1, 11)),
                FoldEntries.anchor(1, entries, 10).leaderboardRoot());
        node.settle(List.of(
                FoldEntries.anchor(1, entries, 10),
                FoldEntries.anchor(2, entries, 7),
                otherRoot,
                FoldEntries.anchor(4, entries, 10),
                FoldEntries.anchor(5, entries, 12)));
        assertThat(node.states())
                .containsExactly(State.FROZEN, State.CONTRADICTS, State.CONTRADICTS, State.FROZEN, State.FROZEN);
        assertThat(node.goal.log().frozenSize()).isEqualTo(12);
        assertThat(node.fold.result().disagreements(0)).isEqualTo(2);
    }

    @Test
    void theLeaderboardRootIsThatOfThePrefixAlone() {
        node.goal.addAll(entries);
        SettledAnchor wrong = new SettledAnchor(
                2, 20, FoldEntries.root(entries.subList(0, 20)), FoldEntries.leaderboardRoot(entries));
        node.settle(List.of(FoldEntries.anchor(1, entries, 10), wrong, FoldEntries.anchor(3, entries, 30)));
        assertThat(node.states()).containsExactly(State.FROZEN, State.INADMISSIBLE, State.FROZEN);
        SettledAnchor again =
                new SettledAnchor(2, 10, FoldEntries.anchor(1, entries, 10).logRoot(), wrong.leaderboardRoot());
        node.settle(List.of(FoldEntries.anchor(1, entries, 10), again));
        assertThat(node.states()).containsExactly(State.FROZEN, State.INADMISSIBLE);
    }

    @Test
    void aReorganisedChainThawsAndFoldsAgain() {
        node.goal.addAll(entries);
        node.settle(List.of(
                FoldEntries.anchor(1, entries, 10),
                FoldEntries.anchor(2, entries, 20),
                FoldEntries.anchor(3, entries, 30)));
        node.settle(List.of(FoldEntries.anchor(1, entries, 10), FoldEntries.anchor(4, entries, 15)));
        assertThat(node.goal.log().frozenSize()).isEqualTo(15);
        node.settle(List.of(
                FoldEntries.anchor(1, entries, 10),
                FoldEntries.anchor(2, entries, 20),
                FoldEntries.anchor(3, entries, 30)));
        assertThat(node.goal.log().frozenSize()).isEqualTo(30);
        node.fold.settled(Finality.Source.TAU, List.of(), 2);
        node.fold.fold(node.seeker);
        assertThat(node.goal.log().frozenSize()).isZero();
        assertThat(node.goal.anchor).isEmpty();
        assertThat(node.fold.result().pending()).isEqualTo(2);
    }

    @Test
    void theCommitterContinuesWhatItSentThoughLateEntriesCameBetween() throws IOException {
        StoredEntry late = entries.get(3);
        List<StoredEntry> others = new ArrayList<>(entries);
        others.remove(late);
        node.goal.addAll(others);
        SettledAnchor first = propose(List.of(), 1, 1_010);
        assertThat(first).isEqualTo(FoldEntries.anchor(1, others.subList(0, 9)));
        node.goal.add(late);
        SettledAnchor second = propose(List.of(first), 2, 1_020);
        List<StoredEntry> both = new ArrayList<>(others.subList(0, 9));
        both.add(late);
        both.addAll(others.subList(9, 19));
        assertThat(second).isEqualTo(FoldEntries.anchor(2, both));
        assertThat(node.fold.propose(List.of(first, second), 1_020)).isEmpty();
        node.restart(true);
        node.settle(List.of(first));
        assertThat(propose(List.of(first, second), 3, 1_030).size()).isEqualTo(30);
        assertThat(node.settle(List.of(first, second)).state()).isEqualTo(State.FROZEN);
        assertThat(node.seeker.seeks).isEmpty();
        assertThat(node.frozen()).isEqualTo(FoldEntries.ids(both));
    }

    @Test
    void aWriterThatIsBusyIsAskedAgain() {
        node.goal.addAll(entries);
        node.goal.refuses = true;
        node.fold.settled(Finality.Source.PEERS, List.of(FoldEntries.anchor(1, entries, 10)), 0);
        assertThat(node.fold.fold(node.seeker)).isFalse();
        node.goal.refuses = false;
        assertThat(node.fold.fold(node.seeker)).isTrue();
        assertThat(node.goal.log().frozenSize()).isEqualTo(10);
    }

    @Test
    void whatIsPendingForTenMinutesIsADisagreement() {
        node.goal.addAll(entries.subList(0, 5));
        node.settle(List.of(FoldEntries.anchor(1, entries, 10)));
        assertThat(node.fold.result().disagreements(node.clock.nanos())).isZero();
        node.clock.advance(Duration.ofSeconds(601));
        assertThat(node.fold.result().disagreements(node.clock.nanos())).isEqualTo(1);
        node.goal.addAll(entries);
        assertThat(node.fold().state()).isEqualTo(State.FROZEN);
        assertThat(node.fold.result().disagreements(node.clock.nanos())).isZero();
    }

    private SettledAnchor propose(List<SettledAnchor> sent, long sequence, long beforeMs) throws IOException {
        Proposal proposal = node.fold.propose(sent, beforeMs).orElseThrow();
        return new SettledAnchor(sequence, proposal.size(), proposal.logRoot(), proposal.leaderboardRoot());
    }
}
