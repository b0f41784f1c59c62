package network.ian.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.ian.core.merkle.MerkleView;
import org.junit.jupiter.api.Test;

class GoalLogTest {

    private final Random random = new Random(11);
    private final GoalLog log = new GoalLog(Entries.SALT);

    @Test
    void startsEmpty() {
        assertThat(log.view().size()).isZero();
        assertThat(log.view().root()).isEqualTo(MerkleView.EMPTY_ROOT);
        assertThat(log.startMerge()).isEmpty();
        assertThat(log.refreeze(List.of())).isEqualTo(LogChange.none(0));
    }

    @Test
    void anyOrderOfArrivalGivesTheSameRoot() {
        List<Entry> entries = Entries.inOrder(random, 6_000);
        LogView expected = load(entries).view();
        assertThat(expected.root())
                .isEqualTo(
                        NaiveLog.root(entries.stream().sorted(NaiveLog.BY_KEY).toList()));
        for (int i = 0; i < 5; i++) {
            List<Entry> shuffled = Entries.shuffled(random, entries);
            GoalLog other = new GoalLog(Entries.SALT);
            for (int from = 0; from < shuffled.size(); from += 500) {
                other.add(shuffled.subList(from, from + 500));
            }
            assertThat(other.pendingCount()).isPositive();
            other.startMerge().ifPresent(task -> other.finishMerge(task.call()));
            assertThat(other.view().root()).isEqualTo(expected.root());
            assertThat(load(shuffled).view().root()).isEqualTo(expected.root());
        }
    }

    @Test
    void theLimitOfDirectMergingIs4096Positions() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            entries.add(Entries.at(random, 1_000 + 10L * i));
        }
        log.add(entries);
        Entry justDeep = Entries.at(random, 1_000 + 10L * (5_000 - 4_097) - 5);
        Entry justShallow = Entries.at(random, 1_000 + 10L * (5_000 - 4_096) - 5);
        AddResult result = log.add(List.of(justDeep, justShallow));
        assertThat(result.entries())
                .containsExactly(
                        new AddResult.Added(5_000, AddResult.Outcome.PENDING),
                        new AddResult.Added(5_001, AddResult.Outcome.PLACED));
        assertThat(result.change()).isEqualTo(new LogChange(904, 5_000, 5_001, List.of(5_001)));
        LogView view = log.view();
        assertThat(view.contains(justDeep.id())).isTrue();
        assertThat(view.positionOf(justDeep.id())).isEmpty();
        assertThat(view.locatorOf(justDeep.id())).hasValue(justDeep.locator());
    }

    @Test
    void onlyOneMergeAtATime() {
        GoalLog deep = load(Entries.inOrder(random, 5_000));
        deep.add(List.of(Entries.at(random, 1)));
        MergeTask task = deep.startMerge().orElseThrow();
        assertThat(task.pendingCount()).isEqualTo(1);
        assertThatThrownBy(deep::startMerge).isInstanceOf(IllegalStateException.class);
        deep.abandonMerge();
        MergeTask second = deep.startMerge().orElseThrow();
        assertThat(deep.finishMerge(task.call())).isEqualTo(LogChange.none(5_000));
        assertThat(deep.finishMerge(second.call())).isEqualTo(new LogChange(0, 5_000, 5_001, List.of(5_000)));
    }

    @Test
    void aFreezeThatNamesNoEntryOrOneTwiceChangesNothing() {
        log.add(Entries.inOrder(random, 3));
        LogView before = log.view();
        assertThatThrownBy(() -> log.refreeze(List.of(new int[] {0, 3}))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.refreeze(List.of(new int[] {-1}))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.refreeze(List.of(new int[] {1}, new int[] {1})))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(log.view()).isSameAs(before);
    }

    @Test
    void canonicalOrderPutsFrozenEntriesFirst() {
        log.add(List.of(Entries.at(random, 10), Entries.at(random, 20), Entries.at(random, 30)));
        CanonicalOrder order = log.canonicalOrder();
        assertThat(order.compare(0, 1)).isNegative();
        log.refreeze(List.of(new int[] {2, 1}));
        assertThat(order.compare(0, 1)).isPositive();
        assertThat(order.compare(1, 0)).isNegative();
        assertThat(order.compare(2, 1)).isNegative();
        assertThat(order.compare(1, 1)).isZero();
        assertThat(order.compare(0, 0)).isZero();
    }

    @Test
    void sortingCopesWithTheWidestSpanOfTimestamps() {
        List<Entry> entries = new ArrayList<>(Entries.inOrder(random, 2_000));
        entries.add(Entries.at(random, 0));
        entries.add(Entries.at(random, Long.MAX_VALUE));
        List<Entry> shuffled = Entries.shuffled(random, entries);
        assertThat(load(shuffled).view().root())
                .isEqualTo(
                        NaiveLog.root(entries.stream().sorted(NaiveLog.BY_KEY).toList()));
    }

    @Test
    void memoryPerEntryStaysWithinTheDesign() {
        int entries = 200_000;
        LogLoader loader = new LogLoader(Entries.SALT);
        for (int i = 0; i < entries; i++) {
            loader.add(Entries.id(random), i, i);
        }
        assertThat(loader.finish(List.of()).memoryBytes() / entries).isBetween(112L, 135L);
    }

    private static GoalLog load(List<Entry> entries) {
        LogLoader loader = new LogLoader(Entries.SALT);
        entries.forEach(e -> loader.add(e.id(), e.timestampMs(), e.locator()));
        return loader.finish(List.of());
    }
}
