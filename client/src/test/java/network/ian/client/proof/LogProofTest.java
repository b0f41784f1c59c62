package network.ian.client.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.MerkleTree;
import org.junit.jupiter.api.Test;

class LogProofTest {

    @Test
    void theProofOfEveryLeafHoldsAndNamesItsIndex() {
        for (int size = 1; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                LogProof answer = LogProof.read(json(index, size));
                assertThat(answer.proof().leafIndex())
                        .as("leaf %d of %d", index, size)
                        .isEqualTo(index);
                assertThat(answer.fault(
                                Optional.of(leaf(index)),
                                Optional.of((long) index),
                                Optional.of(answer.proof().root())))
                        .as("leaf %d of %d", index, size)
                        .isEmpty();
            }
        }
    }

    @Test
    void aProofOfSomethingElseIsNone() {
        LogProof answer = LogProof.read(json(5, 13));
        Optional<Hash> any = Optional.empty();
        assertThat(answer.fault(Optional.of(leaf(6)), Optional.empty(), any))
                .contains("it is about another contribution");
        assertThat(answer.fault(any, Optional.of(6L), any)).contains("it is about index 5");
        assertThat(answer.fault(any, Optional.empty(), Optional.of(leaf(1)))).contains("it leads to another root");
    }

    @Test
    void everyChangedPartIsFound() {
        ObjectNode leaf = json(5, 13);
        leaf.put("leaf", leaf(6).hex());
        ObjectNode root = json(5, 13);
        root.put("log_root", leaf(6).hex());
        ObjectNode sibling = json(5, 13);
        ((ObjectNode) sibling.path("siblings").get(1)).put("hash", leaf(6).hex());
        ObjectNode side = json(5, 13);
        ((ObjectNode) side.path("siblings").get(1)).put("is_right", false);
        ObjectNode shorter = json(5, 13);
        ((ArrayNode) shorter.path("siblings")).remove(0);
        ObjectNode size = json(5, 13);
        size.put("tree_size", 0);
        for (ObjectNode changed : new ObjectNode[] {leaf, root, sibling, side, shorter, size}) {
            assertThat(LogProof.read(changed).fault(Optional.empty(), Optional.empty(), Optional.empty()))
                    .as("%s", changed)
                    .isPresent();
        }
    }

    @Test
    void whatIsNoProofIsRefusedByField() {
        ObjectNode noRoot = json(5, 13);
        noRoot.remove("log_root");
        assertThatThrownBy(() -> LogProof.read(noRoot))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("log_root");
        assertThatThrownBy(() -> LogProof.read(JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(MalformedException.class);
    }

    private static ObjectNode json(int index, int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i).view());
        }
        InclusionProof proof = tree.view().inclusionProof(index, size);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("leaf", leaf(index).hex());
        json.put("leaf_hash", proof.leafHash().hex());
        json.put("tree_size", size);
        json.put("log_root", proof.root().hex());
        ArrayNode siblings = json.putArray("siblings");
        proof.siblings()
                .forEach(sibling ->
                        siblings.addObject().put("hash", sibling.hash().hex()).put("is_right", sibling.isRight()));
        return json;
    }

    private static Hash leaf(int i) {
        return Sha256.of(new byte[] {(byte) i});
    }
}
