package network.ian.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.ian.core.column.HashColumn;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    @Test
    void everyPrefixAndEveryProofOfSmallTreesIsThatOfTheRfc() {
        List<byte[]> leaves = leaves(new Random(1), 70);
        MerkleView view = treeOf(leaves).view();
        for (int size = 0; size <= 70; size++) {
            List<byte[]> prefix = leaves.subList(0, size);
            assertThat(view.root(size)).isEqualTo(ReferenceTree.root(prefix));
            for (int index = 0; index < size; index++) {
                checkInclusion(view, prefix, index);
            }
            for (int from = 1; from <= size; from++) {
                checkConsistency(view, prefix, from);
            }
            assertThat(view.consistencyProof(0, size).path()).isEmpty();
            assertThat(ProofVerifier.verify(view.consistencyProof(0, size))).isTrue();
        }
    }

    @Test
    void randomLargerTreesMatchTheRfc() {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            List<byte[]> leaves = leaves(random, 1_000 + random.nextInt(4_000));
            MerkleView view = treeOf(leaves).view();
            for (int i = 0; i < 10; i++) {
                List<byte[]> prefix = leaves.subList(0, 1 + random.nextInt(leaves.size()));
                assertThat(view.root(prefix.size())).as("seed %d", seed).isEqualTo(ReferenceTree.root(prefix));
                checkInclusion(view, prefix, random.nextInt(prefix.size()));
                checkConsistency(view, prefix, 1 + random.nextInt(prefix.size()));
            }
        }
    }

    @Test
    void cutsAndAppendsMatchATreeBuiltAtOnceAndLeaveOldViewsAlone() {
        for (long seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            MerkleTree tree = new MerkleTree();
            List<byte[]> model = new ArrayList<>();
            List<MerkleView> views = new ArrayList<>();
            List<Hash> roots = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(3) == 0) {
                    int size = random.nextInt(4) == 0 ? random.nextInt(model.size() + 1) : cutNearTheEnd(random, model);
                    tree.truncate(size);
                    model.subList(size, model.size()).clear();
                }
                for (byte[] leaf : leaves(random, random.nextInt(200))) {
                    tree.append(leaf);
                    model.add(leaf);
                }
                views.add(tree.view());
                roots.add(treeOf(model).view().root());
            }
            for (int i = 0; i < views.size(); i++) {
                MerkleView view = views.get(i);
                assertThat(view.root(view.size()))
                        .as("seed %d view %d", seed, i)
                        .isEqualTo(roots.get(i));
            }
            assertThat(tree.view().root()).isEqualTo(ReferenceTree.root(model));
        }
    }

    @Test
    void aForkAndItsOriginGrowApart() {
        List<byte[]> leaves = leaves(new Random(3), 3_000);
        MerkleTree tree = treeOf(leaves.subList(0, 1_000));
        MerkleTree fork = tree.view().fork();
        leaves.subList(1_000, 2_000).forEach(tree::append);
        fork.truncate(700);
        leaves.subList(2_000, 3_000).forEach(fork::append);
        List<byte[]> forked = new ArrayList<>(leaves.subList(0, 700));
        forked.addAll(leaves.subList(2_000, 3_000));
        assertThat(tree.view().root()).isEqualTo(ReferenceTree.root(leaves.subList(0, 2_000)));
        assertThat(fork.view().root()).isEqualTo(ReferenceTree.root(forked));
    }

    @Test
    void bulkBuildIsTheSameTree() {
        for (int size : new int[] {0, 1, 2, 511, 512, 513, 1_024, 5_000}) {
            List<byte[]> leaves = leaves(new Random(size), size);
            MerkleTree built = MerkleTree.build(size, (digest, index) -> digest.update(leaves.get(index)));
            assertThat(built.view().root()).isEqualTo(ReferenceTree.root(leaves));
            built.append(new byte[] {9});
            List<byte[]> longer = new ArrayList<>(leaves);
            longer.add(new byte[] {9});
            assertThat(built.view().root()).isEqualTo(ReferenceTree.root(longer));
        }
    }

    @Test
    void leavesMayBeTakenFromAColumn() {
        HashColumn column = new HashColumn();
        column.append(Sha256.of(new byte[] {1}));
        MerkleTree tree = new MerkleTree();
        tree.append(column, 0);
        assertThat(tree.view().root())
                .isEqualTo(ProofVerifier.leafHash(column.get(0).view()));
    }

    @Test
    void asksOutsideTheTreeAreRefused() {
        MerkleView view = treeOf(leaves(new Random(1), 5)).view();
        assertThatThrownBy(() -> view.root(6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.root(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.inclusionProof(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.inclusionProof(0, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.consistencyProof(4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static int cutNearTheEnd(Random random, List<byte[]> model) {
        return model.size() - random.nextInt(Math.min(model.size(), 50) + 1);
    }

    private static void checkInclusion(MerkleView view, List<byte[]> prefix, int index) {
        InclusionProof proof = view.inclusionProof(index, prefix.size());
        assertThat(proof.path()).isEqualTo(ReferenceTree.path(index, prefix));
        assertThat(proof.leafHash()).isEqualTo(ProofVerifier.leafHash(prefix.get(index)));
        assertThat(ProofVerifier.verify(proof)).isTrue();
    }

    private static void checkConsistency(MerkleView view, List<byte[]> prefix, int from) {
        ConsistencyProof proof = view.consistencyProof(from, prefix.size());
        assertThat(proof.path()).isEqualTo(ReferenceTree.consistency(from, prefix));
        assertThat(ProofVerifier.verify(proof)).isTrue();
    }

    static MerkleTree treeOf(List<byte[]> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::append);
        return tree;
    }

    static List<byte[]> leaves(Random random, int count) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }
}
