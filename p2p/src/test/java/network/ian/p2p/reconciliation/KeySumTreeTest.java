package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree against a sorted list. */
class KeySumTreeTest {

    private static final int STEPS = 12;

    private final Entries entries = new Entries();
    private final KeySumTree tree = new KeySumTree(entries);
    private final List<Integer> sorted = new ArrayList<>();
    private final Comparator<Integer> byKey =
            Comparator.<Integer>comparingLong(entries::timestampOf).thenComparing(entries::idOf);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void followsASortedList(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            grow(random, (int) (seed % 6));
            new TreeCheck(entries).check(tree, sorted);
            for (int i = 0; i < 4; i++) {
                checkReads(random);
            }
        }
        assertThat(sorted.size()).as("seed %d", seed).isGreaterThan(Leaf.CAPACITY);
    }

    @Test
    void risingKeysFillTheirLeaves() {
        for (int i = 0; i < 100 * Leaf.CAPACITY; i++) {
            tree.insert(entries.add(i, Entries.id(new Random(i))));
        }
        Inner root = (Inner) tree.root();
        int leaves = 0;
        for (int i = 0; i < root.size(); i++) {
            leaves += ((Inner) root.child(i)).size();
        }
        assertThat(leaves).isEqualTo(100);
    }

    @Test
    void fallingKeysLeaveNoLeafLessThanHalfFull() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            tree.insert(entries.add(1_000_000 - i, Entries.id(random)));
        }
        assertThat(leastLeaf(tree.root())).isGreaterThanOrEqualTo(Leaf.CAPACITY / 2);
    }

    @Test
    void refusesPositionsOutside() {
        tree.insert(entries.add(5, Entries.id(new Random(1))));
        assertThatThrownBy(() -> tree.ordinalAt(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.fingerprint(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.forEach(-1, 1, ordinal -> {})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anEmptySetHasAFingerprint() {
        assertThat(tree.fingerprint(0, 0)).isEqualTo(TreeCheck.fingerprint(List.of()));
        assertThat(tree.lowerBound(Bound.ZERO)).isZero();
        assertThat(tree.lowerBound(Bound.INFINITY)).isZero();
    }

    @Test
    void carriesRunThroughAllWords() {
        byte[] ones = new byte[Hash.SIZE];
        Arrays.fill(ones, (byte) 0xff);
        byte[] one = new byte[Hash.SIZE];
        one[0] = 1;
        List<Hash> ids = List.of(Hash.wrap(ones), Hash.wrap(one));
        ids.forEach(id -> tree.insert(entries.add(1, id)));
        assertThat(tree.fingerprint(0, 2)).isEqualTo(TreeCheck.fingerprint(ids));
    }

    private void grow(Random random, int pattern) {
        int from = entries.size();
        int count = random.nextInt(random.nextInt(4) == 0 ? 2_000 : 150);
        for (int i = 0; i < count; i++) {
            entries.add(timestamp(random, pattern), id(random));
            sorted.add(from + i);
        }
        sorted.sort(byKey);
        if (random.nextBoolean()) {
            tree.insertAll(from, entries.size());
        } else {
            for (int ordinal = from; ordinal < entries.size(); ordinal++) {
                tree.insert(ordinal);
            }
        }
    }

    /** Rising; falling; all equal; a few times; anything; far apart. */
    private long timestamp(Random random, int pattern) {
        return switch (pattern) {
            case 0 -> entries.size();
            case 1 -> 1_000_000 - entries.size();
            case 2 -> 77;
            case 3 -> random.nextInt(9);
            case 4 -> random.nextInt(1_000_000);
            default -> random.nextBoolean() ? random.nextLong() & Long.MAX_VALUE : random.nextInt(3);
        };
    }

    /** Often with long common prefixes. */
    private static Hash id(Random random) {
        byte[] octets = Entries.id(random).toArray();
        if (random.nextInt(3) == 0) {
            Arrays.fill(octets, 0, 8 + random.nextInt(20), (byte) 0x55);
        }
        return Hash.wrap(octets);
    }

    private void checkReads(Random random) {
        int a = random.nextInt(sorted.size() + 1);
        int b = random.nextInt(sorted.size() + 1);
        int from = Math.min(a, b);
        int to = Math.max(a, b);
        List<Integer> range = sorted.subList(from, to);
        List<Integer> visited = new ArrayList<>();
        tree.forEach(from, to, visited::add);
        assertThat(visited).isEqualTo(range);
        assertThat(tree.fingerprint(from, to))
                .isEqualTo(
                        TreeCheck.fingerprint(range.stream().map(entries::idOf).toList()));
        if (from < sorted.size()) {
            assertThat(tree.ordinalAt(from)).isEqualTo(sorted.get(from));
        }
        if (from > 0 && from < sorted.size()) {
            assertThat(tree.lowerBound(tree.boundBefore(from))).isEqualTo(from);
        }
        checkBound(new Bound(
                random.nextInt(30), Bytes.wrap(Arrays.copyOf(Entries.id(random).toArray(), random.nextInt(33)))));
    }

    private void checkBound(Bound bound) {
        Hash id = Hash.wrap(Arrays.copyOf(bound.idPrefix().toArray(), Hash.SIZE));
        long below = sorted.stream()
                .filter(ordinal -> entries.timestampOf(ordinal) < bound.timestamp()
                        || (entries.timestampOf(ordinal) == bound.timestamp()
                                && entries.idOf(ordinal).compareTo(id) < 0))
                .count();
        assertThat(tree.lowerBound(bound)).isEqualTo((int) below);
    }

    private static int leastLeaf(Node node) {
        if (node instanceof Inner inner) {
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < inner.size(); i++) {
                least = Math.min(least, leastLeaf(inner.child(i)));
            }
            return least;
        }
        return node.count();
    }
}
