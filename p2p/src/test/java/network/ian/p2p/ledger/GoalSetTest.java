package network.ian.p2p.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.wire.Head;
import org.junit.jupiter.api.Test;

class GoalSetTest {

    private static final Hash TOPIC = hash("topic");

    private Fixed now = Fixed.of(0, "empty");
    private final GoalSet set = new GoalSet(TOPIC, "GOAL", 1000, () -> now, () -> true);

    /** A log at one moment. */
    private record Fixed(List<Hash> ids, int logSize, Hash root, int frozenSize, AtomicInteger rootsAsked)
            implements EntrySource {

        static Fixed of(int entries, String root) {
            List<Hash> ids = IntStream.range(0, entries)
                    .mapToObj(i -> hash("entry " + i))
                    .toList();
            return new Fixed(ids, entries, hash(root), 0, new AtomicInteger());
        }

        Fixed frozen(int size) {
            return new Fixed(ids, logSize, root, size, new AtomicInteger());
        }

        @Override
        public int entryCount() {
            return ids.size();
        }

        @Override
        public long timestampOf(int ordinal) {
            return 1_000_000L - ordinal;
        }

        @Override
        public Hash idOf(int ordinal) {
            return ids.get(ordinal);
        }

        @Override
        public OptionalInt ordinalOf(Hash id) {
            int ordinal = ids.indexOf(id);
            return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
        }

        @Override
        public Hash rootAt(int size) {
            rootsAsked.incrementAndGet();
            return root;
        }
    }

    @Test
    void takesInWhatIsNewAndSaysWhereItStarts() {
        now = Fixed.of(500, "a");
        assertThat(set.refresh()).isZero();
        assertThat(set.size()).isEqualTo(500);
        now = Fixed.of(510, "b");
        assertThat(set.refresh()).isEqualTo(500);
        assertThat(set.refresh()).isEqualTo(510);
        assertThat(set.sums().ordinalAt(0)).isEqualTo(509);
        assertThat(set.sums().ordinalAt(509)).isZero();
    }

    @Test
    void theHeadFollowsTheSet() {
        Head empty = set.head();
        now = Fixed.of(3, "a");
        set.refresh();
        Head three = set.head();
        assertThat(three).isNotEqualTo(empty);
        assertThat(three.entries()).isEqualTo(3);
        assertThat(three.set()).isEqualTo(set.sums().fingerprint(0, 3));
        assertThat(three.logRoot()).isEqualTo(hash("a"));
    }

    @Test
    void theHeadIsTheSameObjectUntilSomethingChanges() {
        now = Fixed.of(3, "a");
        set.refresh();
        Head head = set.head();
        set.refresh();
        assertThat(set.head()).isSameAs(head);
        assertThat(now.rootsAsked()).hasValue(1);
        now = Fixed.of(3, "a");
        set.refresh();
        assertThat(set.head()).isSameAs(head);
    }

    @Test
    void aRootThatMovesWithoutANewEntryChangesTheHead() {
        now = Fixed.of(3, "a");
        set.refresh();
        Head head = set.head();
        now = Fixed.of(3, "thawed");
        set.refresh();
        assertThat(set.head().logRoot()).isEqualTo(hash("thawed"));
        assertThat(set.head().set()).isEqualTo(head.set());
    }

    @Test
    void aPrefixThatFreezesAsItStandsChangesTheHead() {
        now = Fixed.of(3, "a");
        set.refresh();
        Head head = set.head();
        now = now.frozen(2);
        set.refresh();
        assertThat(set.head().frozenSize()).isEqualTo(2);
        assertThat(set.head().logRoot()).isEqualTo(head.logRoot());
        assertThat(set.head()).isNotEqualTo(head);
    }

    @Test
    void knowsEntriesThatCameAfterTheLastRefresh() {
        now = Fixed.of(3, "a");
        assertThat(set.size()).isZero();
        assertThat(set.contains(hash("entry 2"))).isTrue();
        assertThat(set.contains(hash("entry 3"))).isFalse();
    }

    private static Hash hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
