package network.ian.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import org.junit.jupiter.api.Test;

class ProofVerifierTest {

    private final MerkleView view =
            MerkleTreeTest.treeOf(MerkleTreeTest.leaves(new Random(5), 70)).view();

    /** The empty root, and leaf hash of the empty string, as certificate transparency's implementations publish them. */
    @Test
    void knownAnswers() {
        assertThat(MerkleView.EMPTY_ROOT.hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(ProofVerifier.leafHash(new byte[0]).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        byte[][] inputs = {
            {}, {0x00}, {0x10}, HexFormat.of().parseHex("2021"), HexFormat.of().parseHex("3031"),
        };
        MerkleTree tree = MerkleTreeTest.treeOf(List.of(inputs));
        assertThat(tree.view().root(2).hex())
                .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(tree.view().root(3).hex())
                .isEqualTo("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    }

    /** The example of docs/PROOFS.md. */
    @Test
    void theDocumentedExample() {
        List<byte[]> ids = Stream.of("a", "b", "c")
                .map(text -> Sha256.of(text.getBytes(StandardCharsets.UTF_8)).toArray())
                .toList();
        InclusionProof proof = MerkleTreeTest.treeOf(ids).view().inclusionProof(2, 3);
        Hash sibling = Hash.fromHex("sibling", "ad5ca6cddc0b27c6a83e332bf28011769236e6c6a1f786ebf7b5267b37a5bd22");
        assertThat(proof.siblings()).containsExactly(new Sibling(sibling, false));
        assertThat(proof.root().hex()).isEqualTo("cac3d448d4e20a2ad5eae1f500e63c2a7f9217cd14572ba7fd22e26dc1ec2648");
    }

    @Test
    void aChangedInclusionProofFails() {
        for (int size = 1; size <= 70; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = view.inclusionProof(index, size);
                List<Hash> path = proof.path();
                Hash leaf = proof.leafHash();
                Hash root = proof.root();
                assertThat(ProofVerifier.verifyInclusion(other(leaf), index, size, path, root))
                        .isFalse();
                assertThat(ProofVerifier.verifyInclusion(leaf, index, size, path, other(root)))
                        .isFalse();
                assertThat(ProofVerifier.verifyInclusion(leaf, index, size, longer(path), root))
                        .isFalse();
                assertThat(ProofVerifier.verifyInclusion(leaf, size, size, path, root))
                        .isFalse();
                assertThat(ProofVerifier.verifyInclusion(leaf, -1, size, path, root))
                        .isFalse();
                for (int i = 0; i < path.size(); i++) {
                    assertThat(ProofVerifier.verifyInclusion(leaf, index, size, changed(path, i), root))
                            .isFalse();
                    assertThat(ProofVerifier.verify(flipped(proof, i))).isFalse();
                }
            }
        }
    }

    @Test
    void anotherIndexFails() {
        InclusionProof proof = view.inclusionProof(5, 8);
        for (int index = 0; index < 8; index++) {
            assertThat(ProofVerifier.verifyInclusion(proof.leafHash(), index, 8, proof.path(), proof.root()))
                    .isEqualTo(index == 5);
        }
    }

    @Test
    void aChangedConsistencyProofFails() {
        for (int to = 2; to <= 70; to++) {
            for (int from = 1; from < to; from++) {
                ConsistencyProof proof = view.consistencyProof(from, to);
                List<Hash> path = proof.path();
                Hash old = proof.fromRoot();
                Hash root = proof.toRoot();
                assertThat(ProofVerifier.verifyConsistency(from, to, other(old), root, path))
                        .isFalse();
                assertThat(ProofVerifier.verifyConsistency(from, to, old, other(root), path))
                        .isFalse();
                assertThat(ProofVerifier.verifyConsistency(from, to, old, root, longer(path)))
                        .isFalse();
                assertThat(ProofVerifier.verifyConsistency(from, to, old, root, List.of()))
                        .isFalse();
                assertThat(ProofVerifier.verifyConsistency(to, from, root, old, path))
                        .isFalse();
                for (int i = 0; i < path.size(); i++) {
                    assertThat(ProofVerifier.verifyConsistency(from, to, old, root, changed(path, i)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void theEmptyTreeAndTheSameTreeNeedNoPath() {
        Hash empty = Sha256.of();
        Hash root = view.root(7);
        assertThat(ProofVerifier.verifyConsistency(0, 7, empty, root, List.of()))
                .isTrue();
        assertThat(ProofVerifier.verifyConsistency(0, 7, root, root, List.of())).isFalse();
        assertThat(ProofVerifier.verifyConsistency(0, 7, empty, root, List.of(root)))
                .isFalse();
        assertThat(ProofVerifier.verifyConsistency(7, 7, root, root, List.of())).isTrue();
        assertThat(ProofVerifier.verifyConsistency(7, 7, root, other(root), List.of()))
                .isFalse();
        assertThat(ProofVerifier.verifyConsistency(0, 0, root, root, List.of())).isFalse();
    }

    private static InclusionProof flipped(InclusionProof proof, int step) {
        List<Sibling> siblings = new ArrayList<>(proof.siblings());
        Sibling sibling = siblings.get(step);
        siblings.set(step, new Sibling(sibling.hash(), !sibling.isRight()));
        return new InclusionProof(proof.leafIndex(), proof.treeSize(), proof.leafHash(), siblings, proof.root());
    }

    private static List<Hash> changed(List<Hash> path, int step) {
        List<Hash> changed = new ArrayList<>(path);
        changed.set(step, other(path.get(step)));
        return changed;
    }

    private static List<Hash> longer(List<Hash> path) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(Sha256.of("one too many".getBytes(StandardCharsets.UTF_8)));
        return longer;
    }

    private static Hash other(Hash hash) {
        byte[] octets = hash.toArray();
        octets[31] ^= 1;
        return Hash.wrap(octets);
    }
}
