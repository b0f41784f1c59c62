package network.ian.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.merkle.InclusionProof;
import network.ian.core.merkle.MerkleTree;
import network.ian.core.merkle.MerkleView;
import network.ian.core.merkle.Sibling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofVerifyCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void everyProofOfSmallTreesHoldsAndNoneForAnotherRoot() throws IOException {
        for (int size = 1; size <= 9; size++) {
            for (int index = 0; index < size; index++) {
                Path file = write(proof(index, size));
                Invocation run = OfflineRun.ok(home, "proof", "verify", file.toString(), "--json");
                assertThat(run.json().path("ok").asBoolean()).isTrue();
                assertThat(run.json().path("log_index").asInt()).isEqualTo(index);
                assertThat(OfflineRun.ian(home, "proof", "verify", file.toString(), "--root", "00".repeat(32))
                                .exitCode())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void theEnvelopeIsTakenOff() throws IOException {
        ObjectNode envelope = JSON.createObjectNode().put("success", true);
        envelope.set("data", proof(2, 5));
        assertThat(OfflineRun.ok(home, "proof", "verify", write(envelope).toString())
                        .out())
                .contains("entry 2 of 5");
    }

    @Test
    void whatDoesNotHoldExitsWith1() throws IOException {
        ObjectNode leaf = proof(2, 5).put("leaf", id(3).hex());
        ObjectNode size = proof(2, 5).put("tree_size", 4);
        ObjectNode root = proof(2, 5).put("log_root", id(9).hex());
        ObjectNode longer = proof(2, 5);
        ((ArrayNode) longer.path("siblings"))
                .addObject()
                .put("hash", id(1).hex())
                .put("is_right", true);
        ObjectNode index = proof(2, 5).put("log_index", 3);
        for (ObjectNode wrong : new ObjectNode[] {leaf, size, root, longer, index}) {
            Invocation run =
                    OfflineRun.ian(home, "proof", "verify", write(wrong).toString());
            assertThat(run.exitCode()).as(wrong.toString()).isEqualTo(1);
            assertThat(run.out()).startsWith("NOT VERIFIED");
        }
    }

    @Test
    void whatIsNoProofExitsWith2() throws IOException {
        ObjectNode cut = proof(2, 5);
        cut.remove("leaf");
        assertThat(OfflineRun.ian(home, "proof", "verify", write(cut).toString())
                        .exitCode())
                .isEqualTo(2);
        Path text = Files.writeString(home.resolve("text"), "no json");
        assertThat(OfflineRun.ian(home, "proof", "verify", text.toString()).exitCode())
                .isEqualTo(2);
        assertThat(OfflineRun.ian(home, "proof", "verify", home.resolve("none").toString())
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aProofThatIsFetchedNeedsGoalAndEntry() {
        Invocation run = OfflineRun.ian(home, "proof", "DEMO_TRADING_AGENT");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("GOAL and INDEX");
    }

    private Path write(ObjectNode proof) throws IOException {
        return Files.write(home.resolve("proof.json"), JSON.writeValueAsBytes(proof));
    }

    private static ObjectNode proof(int index, int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(id(i).view());
        }
        MerkleView view = tree.view();
        InclusionProof proof = view.inclusionProof(index, size);
        ObjectNode json = JSON.createObjectNode();
        json.put("leaf", id(index).hex());
        json.put("leaf_hash", proof.leafHash().hex());
        json.put("tree_size", size);
        json.put("log_root", proof.root().hex());
        ArrayNode siblings = json.putArray("siblings");
        for (Sibling sibling : proof.siblings()) {
            siblings.addObject().put("hash", sibling.hash().hex()).put("is_right", sibling.isRight());
        }
        return json;
    }

    private static Hash id(int number) {
        return Sha256.of(new byte[] {(byte) number});
    }
}
