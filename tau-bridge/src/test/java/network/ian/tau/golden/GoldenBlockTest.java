package network.ian.tau.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.Hex;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.bls.BlsPublicKey;
import org.junit.jupiter.api.Test;

class GoldenBlockTest {

    private final JsonNode golden = GoldenVectors.block();
    private final JsonNode block = golden.path("block");

    @Test
    void headerHashAndProposerAreThoseOfTheNode() {
        byte[] canonical =
                Hex.decode("header", golden.path("canonical_header_hex").asText());
        BlockHeader header = BlockHeader.read(ByteBuffer.wrap(canonical));
        assertThat(header.canonical()).isEqualTo(Bytes.wrap(canonical));
        assertThat(header.number()).isEqualTo(1);
        assertThat(header.hash().hex()).isEqualTo(block.path("block_hash").asText());
        BlsPublicKey proposer = BlsPublicKey.of("proposer", header.proposer());
        Bytes proof = Bytes.fromHex("proof", block.path("consensus_proof").asText());
        assertThat(header.isSignedBy(proposer, proof)).isTrue();
    }

    @Test
    void treeOverTheTransactionsIsThatOfTheNode() {
        List<Hash> ids = new ArrayList<>();
        block.path("tx_ids").forEach(id -> ids.add(Hash.fromHex("id", id.asText())));
        Hash root = TransactionTree.root(ids);
        assertThat(root.hex())
                .isEqualTo(block.path("header").path("merkle_root").asText());
        assertThat(TransactionTree.root(ids.subList(0, 3)).hex())
                .isEqualTo(golden.path("merkle_root_of_first_three_tx_ids").asText());
        assertThat(TransactionTree.root(List.of()).hex())
                .isEqualTo(golden.path("merkle_root_of_no_tx").asText());
        for (int count = 1; count <= ids.size(); count++) {
            for (int index = 0; index < count; index++) {
                List<Hash> some = ids.subList(0, count);
                assertThat(TransactionTree.rootFrom(ids.get(index), index, TransactionTree.path(some, index)))
                        .isEqualTo(TransactionTree.root(some));
            }
        }
    }
}
