package network.ian.p2p.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.p2p.wire.Fingerprint;

/** Walks a whole tree and compares it with the sorted list that it stands for. */
final class TreeCheck {

    private final Keys keys;

    TreeCheck(Keys keys) {
        this.keys = keys;
    }

    /** What is wrong shows as an assertion. */
    void check(KeySumTree tree, List<Integer> sorted) {
        assertThat(tree.size()).isEqualTo(sorted.size());
        if (tree.root() != null) {
            int count = checkNode(tree.root(), 0, sorted);
            assertThat(count).isEqualTo(sorted.size());
        }
    }

    /** A fingerprint by the words of the specification. */
    static Fingerprint fingerprint(List<Hash> ids) {
        BigInteger sum = BigInteger.ZERO;
        for (Hash id : ids) {
            sum = sum.add(new BigInteger(1, reversed(id.toArray())));
        }
        byte[] last = new byte[Hash.SIZE + 1 + Hash.SIZE];
        byte[] octets = sum.toByteArray();
        System.arraycopy(octets, 0, last, last.length - octets.length, octets.length);
        byte[] low = Arrays.copyOfRange(last, last.length - Hash.SIZE, last.length);
        byte[] hash = Sha256.of(reversed(low), count(ids.size())).toArray();
        ByteBuffer first = ByteBuffer.wrap(hash);
        return new Fingerprint(first.getLong(), first.getLong());
    }

    private static byte[] count(int size) {
        StringBuilder digits = new StringBuilder();
        for (int rest = size; digits.length() == 0 || rest > 0; rest /= 128) {
            digits.insert(0, (char) (rest % 128 + (digits.length() == 0 ? 0 : 128)));
        }
        return digits.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] reversed(byte[] octets) {
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = octets[octets.length - 1 - i];
        }
        return reversed;
    }

    /** Returns the elements below {@code node}, whose first is number {@code at} of the list. */
    private int checkNode(Node node, int at, List<Integer> sorted) {
        assertThat(node.first()).isEqualTo(sorted.get(at));
        if (node instanceof Leaf) {
            assertThat(node.count()).isBetween(1, Leaf.CAPACITY);
            List<Integer> held = new ArrayList<>();
            node.forEach(0, node.count(), held::add);
            assertThat(held).isEqualTo(sorted.subList(at, at + node.count()));
            return node.count();
        }
        Inner inner = (Inner) node;
        assertThat(inner.size()).isBetween(1, Inner.CAPACITY);
        int below = 0;
        for (int i = 0; i < inner.size(); i++) {
            int count = checkNode(inner.child(i), at + below, sorted);
            assertThat(inner.countOf(i)).isEqualTo(count);
            assertThat(inner.firstOf(i)).isEqualTo(sorted.get(at + below));
            assertThat(isSumOf(inner.sumOf(i), sorted.subList(at + below, at + below + count)))
                    .isTrue();
            below += count;
        }
        return below;
    }

    private boolean isSumOf(IdSum kept, List<Integer> ordinals) {
        byte[] octets = new byte[Hash.SIZE];
        IdSum difference = new IdSum();
        difference.add(kept);
        ordinals.forEach(ordinal -> difference.subtract(keys.idOf(ordinal)));
        difference.write(octets);
        return Arrays.equals(octets, new byte[Hash.SIZE]);
    }
}
