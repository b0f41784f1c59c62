package network.ian.tau.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.Hex;
import network.ian.core.crypto.Hash;
import network.ian.core.goal.AnchorSpec;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.golden.GoldenVectors;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block that a real Tau node made. */
class GoldenAnchorTest {

    @TempDir
    Path directory;

    private final TauBlock block = block();

    @Test
    void theBlockOfARealNodeConnectsAndIsSignedByItsProposer() throws IOException {
        ChainGoal goal = goal(ChainForge.topic("G"));
        try (AnchorChains chains =
                AnchorChains.open(List.of(goal), directory, ChainLimits.DEFAULT, new ManualClock().wall())) {
            try (NodeRead read = chains.read()) {
                read.block(block);
            }
            assertThat(chains.tip(goal.topic()).orElseThrow().hash()).isEqualTo(block.claimedHash());
        }
    }

    @Test
    void itsTransactionsAreSignedAndStandInItsTree() {
        ChainGoal goal = goal(ChainForge.topic("G"));
        BlsPublicKey committer = BlsPublicKey.of("committer", goal.spec().committer());
        for (int i = 0; i < block.transactions().size(); i++) {
            TauTransaction transaction = block.transactions().get(i);
            AnchorProof proof =
                    new AnchorProof(i, TransactionTree.path(block.transactionIds(), i), transaction.canonical());
            assertThat(proof.hash()).isEqualTo(block.transactionIds().get(i));
            assertThat(proof.leadsTo(block.header().merkleRoot()))
                    .as("index " + i)
                    .isTrue();
            assertThat(transaction.isSignedBy(committer)).as("index " + i).isTrue();
            // Their anchors are of a form that this network does not use.
            assertThat(CommitterTransaction.read(proof.transaction())
                            .orElseThrow()
                            .anchors())
                    .isEmpty();
        }
    }

    private ChainGoal goal(Hash topic) {
        return new ChainGoal(
                "G",
                topic,
                new AnchorSpec(
                        block.header().previous(),
                        List.of(block.header().proposer()),
                        Bytes.fromHex("committer", block.transactions().get(0).sender()),
                        3,
                        Duration.ofMinutes(15),
                        Duration.ZERO));
    }

    private static TauBlock block() {
        JsonNode golden = GoldenVectors.block();
        JsonNode shown = golden.path("block");
        BlockHeader header = BlockHeader.read(ByteBuffer.wrap(
                Hex.decode("header", golden.path("canonical_header_hex").asText())));
        List<Hash> ids = new ArrayList<>();
        shown.path("tx_ids").forEach(id -> ids.add(Hash.fromHex("id", id.asText())));
        List<TauTransaction> transactions = new ArrayList<>();
        shown.path("transactions").forEach(json -> transactions.add(new TauTransaction((ObjectNode) json)));
        return new TauBlock(
                header,
                Hash.fromHex("hash", shown.path("block_hash").asText()),
                Bytes.fromHex("proof", shown.path("consensus_proof").asText()),
                ids,
                transactions);
    }
}
