package network.ian.core.finality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/**
 * A prefix in another order than here is taken from peers if it is what the anchor says, and what it lacks is
 * fetched.
 */
class OfferedPrefixTest {

    @TempDir
    private Path directory;

    private final List<StoredEntry> entries = FoldEntries.inOrder(new Random(7), 1_000, 40);
    private FoldingNode node;

    @BeforeEach
    void open() throws IOException {
        node = new FoldingNode(directory);
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
        node.settle(List.of(FoldEntries.anchor(1, anchored), FoldEntries.anchor(2, entries, 12)));
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
        assertThat(node.states()).containsExactly(State.INADMISSIBLE, State.PENDING);
        assertThat(node.goal.log().frozenSize()).isZero();
        node.goal.add(entries.get(1));
        node.fold();
        assertThat(node.states()).as("as it was decided").containsExactly(State.INADMISSIBLE, State.FROZEN);
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

    /** What becomes of an anchor whose list is offered, behind one of 10 entries. */
    private AnchorStanding offered(List<StoredEntry> more) {
        List<StoredEntry> all = new ArrayList<>(entries.subList(0, 10));
        all.addAll(more);
        List<SettledAnchor> chain = List.of(FoldEntries.anchor(1, entries, 10), FoldEntries.anchor(2, all));
        assertThat(node.settle(chain).state()).isEqualTo(State.PENDING);
        assertThat(node.fold.offer(node.seeker.wanted.orElseThrow(), FoldEntries.ids(more)))
                .isTrue();
        return node.fold();
    }

    private SettledAnchor anchor2Behind(List<StoredEntry> anchored, StoredEntry late) {
        List<StoredEntry> both = new ArrayList<>(anchored);
        both.add(late);
        both.addAll(entries.subList(20, 30));
        return FoldEntries.anchor(2, both);
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
