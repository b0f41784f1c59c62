package network.ian.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.merkle.MerkleTree;
import org.junit.jupiter.api.Test;

class RootHasherTest {

    @Test
    void isTheDefinitionOfRfc9162AndAgreesWithTheNodesTree() {
        RootHasher hasher = new RootHasher();
        MerkleTree tree = new MerkleTree();
        List<byte[]> leaves = new ArrayList<>();
        assertThat(hasher.root()).isEqualTo(Sha256.of());
        for (int size = 1; size <= 130; size++) {
            byte[] leaf = {(byte) size, 7};
            leaves.add(leaf);
            hasher.add(leaf);
            tree.append(leaf);
            assertThat(hasher.root())
                    .isEqualTo(definition(leaves))
                    .isEqualTo(tree.view().root());
        }
        assertThat(hasher.size()).isEqualTo(130);
    }

    /** RFC 9162 section 2.1.1, word by word. */
    private static Hash definition(List<byte[]> d) {
        if (d.size() == 1) {
            return Sha256.of(new byte[] {0}, d.get(0));
        }
        int k = 1;
        while (2 * k < d.size()) {
            k *= 2;
        }
        return Sha256.of(
                new byte[] {1},
                definition(d.subList(0, k)).view(),
                definition(d.subList(k, d.size())).view());
    }
}
