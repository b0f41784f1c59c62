package network.ian.tau.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks as text, without a network. */
class BlockStreamTest {

    private final ManualClock clock = new ManualClock();

    private static ObjectNode golden() {
        return GoldenVectors.block().path("block").deepCopy();
    }

    private List<TauBlock> read(String data) throws Exception {
        String line = "{\"status\":\"ok\",\"command\":\"getblocks\",\"data\":" + data + "}\r\n";
        List<TauBlock> blocks = new ArrayList<>();
        try (LineTauNode node =
                new LineTauNode(new CannedAnswer(line), Duration.ofSeconds(30), clock, clock::advance)) {
            node.blocks(blocks::add);
        }
        return blocks;
    }

    @Test
    void readsTheGoldenBlock() throws Exception {
        TauBlock block = read("{\"blocks\":[" + golden() + "]}").get(0);
        assertThat(block.header().canonical().hex())
                .isEqualTo(GoldenVectors.block().path("canonical_header_hex").asText());
        assertThat(block.transactions())
                .extracting(TauTransaction::json)
                .containsExactlyElementsOf(
                        StreamSupport.stream(golden().path("transactions").spliterator(), false)
                                .map(ObjectNode.class::cast)
                                .toList());
    }

    @Test
    void readsABlockZeroAsNodesMakeIt() throws Exception {
        String zeros = "0".repeat(64);
        TauBlock block =
                read("[{\"header\":{\"block_number\":0,\"previous_hash\":\"%s\",\"timestamp\":0,\"merkle_root\":\"%s\",\"state_hash\":\"%s\",\"proposer_pubkey\":\"%s\"},\"transactions\":[],\"consensus_proof\":{},\"hash\":\"%s\"}]"
                                .formatted(zeros, zeros, zeros, "0".repeat(96), zeros))
                        .get(0);
        assertThat(block.proof()).isEqualTo(Bytes.EMPTY);
        assertThat(block.claimedHash()).isEqualTo(Hash.fromHex("zeros", zeros));
        assertThat(block.transactionIds()).isEmpty();
    }

    @Test
    void computesIdsThatAreNotThere() throws Exception {
        ObjectNode without = golden();
        without.remove("tx_ids");
        assertThat(read("[" + without + "]").get(0).transactionIds())
                .isEqualTo(read("[" + golden() + "]").get(0).transactionIds());
    }

    /** What a transaction of anybody's may hold; a node's hash is that of the very text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "-0.0",
                "1e+16",
                "1e-07",
                "1.2345678901234568e+17",
                "0.1",
                "NaN",
                "Infinity",
                "-Infinity",
                "18446744073709551616",
                "9223372036854775807",
                "-12",
                "[[],{}]",
                "\"\\ud800\"",
                "\"\\u20ac\"",
                "null",
                "true"
            })
    void keepsTheTextOfWhatATransactionHolds(String value) throws Exception {
        ObjectNode block = golden();
        block.withArray("transactions").removeAll();
        block.withArray("tx_ids").removeAll();
        String transaction = "{\"operations\":{\"x\":" + value + "}}";
        String text = block.toString().replace("\"transactions\":[]", "\"transactions\":[" + transaction + "]");
        block.withArray("tx_ids");
        String id = Sha256.of(transaction.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .hex();
        TauBlock read = read("[" + text.replace("\"tx_ids\":[]", "\"tx_ids\":[\"" + id + "\"]") + "]")
                .get(0);
        assertThat(read.transactions().get(0).hash().hex()).isEqualTo(id);
    }

    @Test
    void deepAndLongValuesOfOthersMakeNoBlockUnreadable() throws Exception {
        int depth = 990;
        for (String value : List.of("[".repeat(depth) + "]".repeat(depth), "7".repeat(8_000))) {
            String text = golden().toString().replace("\"ascii\":\"~\"", "\"ascii\":" + value);
            TauBlock block = read("[" + text + "]").get(0);
            assertThat(new String(
                            block.transactions().get(3).canonical().view(), java.nio.charset.StandardCharsets.US_ASCII))
                    .contains("\"ascii\":" + value);
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                broken("block_hash: expected 64", block -> block.put("block_hash", "ab")),
                broken("hash: missing", block -> block.remove("block_hash")),
                broken("header: missing", block -> block.remove("header")),
                broken("header.block_number", block -> header(block).put("block_number", -1)),
                broken("header.block_number", block -> header(block).put("block_number", "1")),
                broken("header.previous_hash: missing", block -> header(block).remove("previous_hash")),
                broken(
                        "header.proposer_pubkey: expected 48",
                        block -> header(block).put("proposer_pubkey", "00")),
                broken("header.state_hash", block -> header(block).put("state_hash", "zz".repeat(32))),
                broken("consensus_proof", block -> block.put("consensus_proof", "xyz")),
                broken("consensus_proof: longer", block -> block.put("consensus_proof", "00".repeat(1_000))),
                broken("transactions: expected", block -> block.put("transactions", 1)),
                broken(
                        "transactions[4]: expected an object",
                        block -> block.withArray("transactions").add(1)),
                broken(
                        "tx_ids: 5 of them for 4",
                        block -> block.withArray("tx_ids").add("00".repeat(32))),
                broken("tx_ids[4]", block -> block.withArray("tx_ids").add(1)));
    }

    private static ObjectNode header(ObjectNode block) {
        return (ObjectNode) block.path("header");
    }

    private static Arguments broken(String problem, Consumer<ObjectNode> change) {
        return Arguments.of(problem, change);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesTheBlockAndTheField(String problem, Consumer<ObjectNode> change) {
        ObjectNode block = golden();
        change.accept(block);
        assertThatThrownBy(() -> read("[" + golden() + "," + block + "]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("getblocks: block[1]." + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "{\"blocks\":7}", "\"x\"", "{\"block\":[]}"})
    void blocksMustBeAList(String data) {
        assertThatThrownBy(() -> read(data)).isInstanceOf(IOException.class).hasMessageContaining("no list of blocks");
    }

    @Test
    void boundsTheTransactionsOfABlock() throws Exception {
        ObjectNode block = golden();
        block.remove("tx_ids");
        for (int i = 4; i < BlockStream.MAX_TRANSACTIONS; i++) {
            block.withArray("transactions").addObject();
        }
        assertThat(read("[" + block + "]").get(0).transactions()).hasSize(BlockStream.MAX_TRANSACTIONS);
        block.withArray("transactions").addObject();
        assertThatThrownBy(() -> read("[" + block + "]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 10000");
    }

    @Test
    void boundsTheValuesOfABlock() {
        String many = "[" + "[],".repeat(300_000) + "[]]";
        assertThatThrownBy(() -> read("[{\"x\":" + many + "}]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 250000 values");
    }

    /** All together they are far beyond what one block may have. */
    @Test
    void boundsNotTheChain() throws Exception {
        String block = golden().toString();
        int count = BlockStream.MAX_BLOCK_BYTES / block.length() + 100;
        assertThat(read("[" + (block + ",").repeat(count) + block + "]")).hasSize(count + 1);
    }
}
