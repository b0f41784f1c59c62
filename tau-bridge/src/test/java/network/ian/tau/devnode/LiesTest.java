package network.ian.tau.devnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lie breaks exactly the one thing that it is about. */
class LiesTest {

    private Bench bench;

    @BeforeEach
    void startWithTwoAnchors() throws IOException {
        bench = new Bench();
        bench.client.send(bench.anchor(0));
        bench.mine();
        bench.client.send(bench.anchor(1));
        bench.mine();
        bench.node.chain().mineAnyway(2);
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Lies.ALTERED_ANCHOR, "signature"),
                Arguments.of(Lies.ALTERED_TEXT_ONLY, "tx ids"),
                Arguments.of(Lies.UNSIGNED_TRANSACTION, "signature"),
                Arguments.of(Lies.WRONG_PROPOSER, "proposer"),
                Arguments.of(Lies.VALIDATOR_NOT_PINNED, "proposer"),
                Arguments.of(Lies.WRONG_MERKLE_ROOT, "merkle root"),
                Arguments.of(Lies.WRONG_BLOCK_HASH, "block hash"),
                Arguments.of(Lies.OTHER_BLOCK_0, "block 0"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isFoundOutByOneFault(Lies lie, String fault) throws IOException {
        List<TauBlock> truth = shown();
        Walk.verifies(truth);
        bench.node.mischief().tell(lie);
        List<TauBlock> lies = shown();
        assertThat(Walk.firstFault(lies)).hasValue(fault);
        assertThat(lies).hasSameSizeAs(truth);
        bench.node.mischief().tellTheTruth();
        assertThat(shown()).isEqualTo(truth);
    }

    @Test
    void anAlteredAnchorStillReadsLikeOne() throws IOException {
        List<AnchorText> truth = anchors();
        bench.node.mischief().tell(Lies.ALTERED_ANCHOR);
        assertThat(anchors()).hasSameSizeAs(truth).isNotEqualTo(truth);
        bench.node.mischief().tell(Lies.UNSIGNED_TRANSACTION);
        assertThat(anchors()).hasSize(truth.size() + 1).containsAll(truth);
    }

    @Test
    void withholdingLeavesAChainThatVerifies() throws IOException {
        bench.node.mischief().tell(Lies.WITHHELD);
        assertThat(shown()).hasSize(2);
        Walk.verifies(shown());
        assertThat(bench.client.data("getgovernance").path("head_number").asInt())
                .isEqualTo(1);
    }

    @Test
    void anAbandonedBlockIsSaidToBeTheHead() throws IOException {
        TauBlock fork = bench.node.chain().abandonedFork(3);
        bench.node.mischief().tell(Lies.FORKED_HEAD);
        assertThat(bench.client.data("getgovernance").path("head_hash").asText())
                .isEqualTo(fork.claimedHash().hex());
        assertThat(bench.client.data("getblocks").path("blocks")).hasSize(7);
        bench.node.mischief().tellTheTruth();
        assertThat(bench.client.data("getgovernance").path("head_hash").asText())
                .isEqualTo(bench.node.chain().head().claimedHash().hex());
    }

    @Test
    void aTallerForkStandsBesideTheTruth() throws IOException {
        bench.node.mischief().tell(Lies.TALLER_FORK);
        assertThat(Walk.firstFault(shown())).hasValue("proposer");
        assertThat(shown()).hasSize(6);
        JsonNode head = bench.client.data("getgovernance");
        assertThat(head.path("head_number").asInt()).isEqualTo(5);
        assertThat(bench.client.data("getblocks").path("blocks").findValuesAsText("block_hash"))
                .contains(head.path("head_hash").asText())
                .contains(bench.node.chain().head().claimedHash().hex());
    }

    @ParameterizedTest
    @EnumSource(value = Lies.class, names = "OTHER_BLOCK_0", mode = EnumSource.Mode.EXCLUDE)
    void thereIsNothingToLieAboutOnAnEmptyChain(Lies lie) {
        Lie.View empty = new Lie.View(List.of(Genesis.BLOCK), List.of(Genesis.BLOCK));
        assertThat(lie.instead(empty)).isEqualTo(empty);
    }

    /** The longest chain that the blocks shown can be linked to, by the hashes that they claim. */
    private List<TauBlock> shown() throws IOException {
        Map<Hash, TauBlock> byHash = new HashMap<>();
        TauBlock head = null;
        for (JsonNode json : bench.client.data("getblocks").path("blocks")) {
            TauBlock block = BlockJson.read(json);
            byHash.put(block.header().hash(), block);
            head = head == null || block.header().number() > head.header().number() ? block : head;
        }
        List<TauBlock> chain = new ArrayList<>();
        for (TauBlock at = head; at != null; at = byHash.get(at.header().previous())) {
            chain.add(0, at);
        }
        return chain;
    }

    private List<AnchorText> anchors() throws IOException {
        return shown().stream()
                .flatMap(block -> block.transactions().stream())
                .map(TauTransaction::operations)
                .flatMap(operations -> AnchorText.in(operations).stream())
                .toList();
    }
}
