package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.AnchorStanding.State;
import network.ian.core.journal.StoredEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalFoldTest {

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
    void whatIsThereInKeyOrderIsFrozenAsItStands() {
        node.goal.addAll(entries);
        Hash before = node.goal.log().root();
        AnchorStanding standing = node.settle(List.of(anchor(1, 10), anchor(2, 25)));
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
        node.settle(List.of(anchor(1, 10)));
        node.goal.reads = 0;
        node.settle(List.of(anchor(1, 10), anchor(2, 13)));
        assertThat(node.goal.reads).isEqualTo(3);
        node.settle(List.of(anchor(1, 10)));
        node.settle(List.of(anchor(1, 10), anchor(2, 13)));
        assertThat(node.goal.reads)
                .as("a chain that moves to and fro costs no reading")
                .isEqualTo(3);
        assertThat(node.goal.freezings.get(3).keep()).isEqualTo(10);
    }

    @Test
    void anchorsThatShrinkOrDifferContradictAndDoNotStopLaterOnes() {
        node.goal.addAll(entries);
        SettledAnchor otherRoot = new SettledAnchor(
                3, 10, FoldEntries.root(entries.subList(1, 11)), anchor(1, 10).leaderboardRoot());
        node.settle(List.of(anchor(1, 10), anchor(2, 7), otherRoot, anchor(4, 10), anchor(5, 12)));
        assertThat(states())
                .containsExactly(State.FROZEN, State.CONTRADICTS, State.CONTRADICTS, State.FROZEN, State.FROZEN);
        assertThat(node.goal.log().frozenSize()).isEqualTo(12);
        assertThat(node.fold.result().disagreements(0)).isEqualTo(2);
    }

    @Test
    void theLeaderboardRootIsThatOfThePrefixAlone() {
        node.goal.addAll(entries);
        SettledAnchor wrong = new SettledAnchor(
                2, 20, FoldEntries.root(entries.subList(0, 20)), FoldEntries.leaderboardRoot(entries));
        node.settle(List.of(anchor(1, 10), wrong, anchor(3, 30)));
        assertThat(states()).containsExactly(State.FROZEN, State.INADMISSIBLE, State.FROZEN);
        SettledAnchor again = new SettledAnchor(2, 10, anchor(1, 10).logRoot(), wrong.leaderboardRoot());
        node.settle(List.of(anchor(1, 10), again));
        assertThat(states()).containsExactly(State.FROZEN, State.INADMISSIBLE);
    }

    @Test
    void lateEntriesLandBehindThePrefixOnceAPeerHasNamedIt() {
        List<StoredEntry> anchored = new ArrayList<>(entries.subList(0, 20));
        StoredEntry late = anchored.remove(4);
        node.goal.addAll(entries);
        AnchorStanding standing = node.settle(List.of(FoldEntries.anchor(1, anchored), anchor2Behind(anchored, late)));
        assertThat(standing.detail()).isEqualTo("waits for anchor 1");
        PrefixWanted wanted = node.seeker.wanted.orElseThrow();
        assertThat(wanted).isEqualTo(new PrefixWanted(0, 19, FoldEntries.root(anchored)));
        List<Hash> ids = FoldEntries.ids(anchored);
        assertThat(node.fold.offer(wanted, ids.subList(0, 18))).isFalse();
        assertThat(node.fold.offer(wanted, FoldEntries.ids(entries.subList(0, 19))))
                .isFalse();
        assertThat(node.fold.offer(wanted, ids)).isTrue();
        assertThat(node.fold().state()).isEqualTo(State.FROZEN);
        assertThat(node.frozen().subList(0, 19)).isEqualTo(ids);
        assertThat(node.frozen().get(19)).isEqualTo(late.id());
        assertThat(node.seeker.wanted).isEmpty();
        assertThat(node.fold.offer(wanted, List.of()))
                .as("nobody asks any more")
                .isTrue();
        assertThat(rankedIds()).isEqualTo(rankedIds(node));
    }

    @Test
    void missingEntriesAreFetchedAndRefusedOnesEndTheAnchor() {
        List<StoredEntry> anchored = new ArrayList<>(entries.subList(0, 10));
        node.goal.addAll(entries.subList(2, 40));
        node.settle(List.of(FoldEntries.anchor(1, anchored), anchor(2, 12)));
        node.fold.offer(node.seeker.wanted.orElseThrow(), FoldEntries.ids(anchored));
        node.fold();
        assertThat(node.fold.result().standings().get(0).detail()).isEqualTo("2 of its entries are missing");
        assertThat(node.seeker.missing).isEqualTo(FoldEntries.ids(entries.subList(0, 2)));
        node.goal.add(entries.get(0));
        node.fold();
        assertThat(node.seeker.fetches).as("nothing new is missing").isEqualTo(1);
        node.clock.advance(Duration.ofSeconds(61));
        node.fold();
        assertThat(node.seeker.missing).containsExactly(entries.get(1).id());
        node.fold.refused(entries.get(1).id());
        node.fold();
        assertThat(states()).containsExactly(State.INADMISSIBLE, State.PENDING);
        assertThat(node.goal.log().frozenSize()).isZero();
        node.goal.add(entries.get(1));
        node.fold();
        assertThat(states()).as("as it was decided").containsExactly(State.INADMISSIBLE, State.FROZEN);
    }

    @Test
    void aListOutOfKeyOrderOrWithRepetitionIsInadmissible() {
        node.goal.addAll(entries);
        List<StoredEntry> swapped = new ArrayList<>(entries.subList(10, 20));
        Collections.swap(swapped, 3, 4);
        assertThat(offered(swapped).state()).isEqualTo(State.INADMISSIBLE);
        List<StoredEntry> twice = new ArrayList<>(entries.subList(10, 20));
        twice.set(3, twice.get(2));
        assertThat(offered(twice).detail()).isEqualTo("it holds an entry twice");
        List<StoredEntry> frozenOnce = new ArrayList<>(entries.subList(9, 20));
        assertThat(offered(frozenOnce).state()).isEqualTo(State.CONTRADICTS);
        assertThat(node.goal.log().frozenSize()).isEqualTo(10);
    }

    @Test
    void aReorganisedChainThawsAndFoldsAgain() {
        node.goal.addAll(entries);
        node.settle(List.of(anchor(1, 10), anchor(2, 20), anchor(3, 30)));
        node.settle(List.of(anchor(1, 10), anchor(4, 15)));
        assertThat(node.goal.log().frozenSize()).isEqualTo(15);
        node.settle(List.of(anchor(1, 10), anchor(2, 20), anchor(3, 30)));
        assertThat(node.goal.log().frozenSize()).isEqualTo(30);
        node.fold.settled(network.ian.core.view.Finality.Source.TAU, List.of(), 2);
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
    void aRestartReadsNothingAndThawsNothing() throws IOException {
        node.goal.addAll(entries);
        List<SettledAnchor> chain = List.of(anchor(1, 10), anchor(2, 20), anchor(3, 30));
        node.settle(chain);
        Hash root = node.goal.log().root();
        node.restart(true);
        assertThat(node.goal.log().frozenSize()).isEqualTo(30);
        assertThat(node.goal.log().root()).isEqualTo(root);
        node.settle(chain);
        assertThat(states()).containsOnly(State.FROZEN);
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
                node.fold.settled(network.ian.core.view.Finality.Source.PEERS, known, 0);
                node.fold.fold(node.seeker);
            }
            assertThat(states()).hasSize(700).containsOnly(State.FROZEN);
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

    @Test
    void aWriterThatIsBusyIsAskedAgain() {
        node.goal.addAll(entries);
        node.goal.refuses = true;
        node.fold.settled(network.ian.core.view.Finality.Source.PEERS, List.of(anchor(1, 10)), 0);
        assertThat(node.fold.fold(node.seeker)).isFalse();
        node.goal.refuses = false;
        assertThat(node.fold.fold(node.seeker)).isTrue();
        assertThat(node.goal.log().frozenSize()).isEqualTo(10);
    }

    @Test
    void whatIsPendingForTenMinutesIsADisagreement() {
        node.goal.addAll(entries.subList(0, 5));
        node.settle(List.of(anchor(1, 10)));
        assertThat(node.fold.result().disagreements(node.clock.nanos())).isZero();
        node.clock.advance(Duration.ofSeconds(601));
        assertThat(node.fold.result().disagreements(node.clock.nanos())).isEqualTo(1);
        node.goal.addAll(entries);
        assertThat(node.fold().state()).isEqualTo(State.FROZEN);
        assertThat(node.fold.result().disagreements(node.clock.nanos())).isZero();
    }

    /** What becomes of an anchor whose list is offered, behind one of 10 entries. */
    private AnchorStanding offered(List<StoredEntry> more) {
        List<StoredEntry> all = new ArrayList<>(entries.subList(0, 10));
        all.addAll(more);
        List<SettledAnchor> chain = List.of(anchor(1, 10), FoldEntries.anchor(2, all));
        assertThat(node.settle(chain).state()).isEqualTo(State.PENDING);
        assertThat(node.fold.offer(node.seeker.wanted.orElseThrow(), FoldEntries.ids(more)))
                .isTrue();
        return node.fold();
    }

    private SettledAnchor propose(List<SettledAnchor> sent, long sequence, long beforeMs) throws IOException {
        Proposal proposal = node.fold.propose(sent, beforeMs).orElseThrow();
        return new SettledAnchor(sequence, proposal.size(), proposal.logRoot(), proposal.leaderboardRoot());
    }

    private SettledAnchor anchor2Behind(List<StoredEntry> anchored, StoredEntry late) {
        List<StoredEntry> both = new ArrayList<>(anchored);
        both.add(late);
        both.addAll(entries.subList(20, 30));
        return FoldEntries.anchor(2, both);
    }

    private SettledAnchor anchor(long sequence, int size) {
        return FoldEntries.anchor(sequence, entries.subList(0, size));
    }

    private List<State> states() {
        return node.fold.result().standings().stream()
                .map(AnchorStanding::state)
                .toList();
    }

    private List<Hash> rankedIds() {
        return node.goal.ranked().stream().map(c -> c.id()).toList();
    }

    /** The ranking that a node has that starts with this order. */
    private List<Hash> rankedIds(FoldingNode of) {
        FakeGoal fresh = new FakeGoal(of.goal.journal, of.fold.segments(), of.goal.anchor);
        return fresh.ranked().stream().map(c -> c.id()).toList();
    }
}
