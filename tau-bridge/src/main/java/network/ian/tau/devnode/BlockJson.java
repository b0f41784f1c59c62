package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** Blocks as {@code getblocks} shows them. */
final class BlockJson {

    private BlockJson() {}

    static ObjectNode write(TauBlock block) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("header", header(block.header()));
        ArrayNode transactions = json.putArray("transactions");
        block.transactions().forEach(transaction -> transactions.add(transaction.json()));
        json.put("block_hash", block.claimedHash().hex());
        json.put("consensus_proof", block.proof().hex());
        ArrayNode ids = json.putArray("tx_ids");
        block.transactionIds().forEach(id -> ids.add(id.hex()));
        return json;
    }

    private static ObjectNode header(BlockHeader header) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("block_number", header.number());
        json.put("previous_hash", header.previous().hex());
        json.put("timestamp", header.timestampSeconds());
        json.put("merkle_root", header.merkleRoot().hex());
        json.put("proposer_pubkey", header.proposer().hex());
        json.put("state_hash", header.stateHash().hex());
        json.put("state_locator", "state:" + header.stateHash().hex());
        return json;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedException if it did not
     */
    static TauBlock read(JsonNode json) {
        JsonNode header = json.path("header");
        List<TauTransaction> transactions = new ArrayList<>();
        for (JsonNode transaction : json.path("transactions")) {
            if (!(transaction instanceof ObjectNode object)) {
                throw new MalformedException("transactions", "expected objects");
            }
            transactions.add(new TauTransaction(object));
        }
        List<Hash> ids = new ArrayList<>();
        json.path("tx_ids").forEach(id -> ids.add(Hash.fromHex("tx_ids", id.asText())));
        return new TauBlock(
                new BlockHeader(
                        header.path("block_number").asLong(),
                        hash(header, "previous_hash"),
                        header.path("timestamp").asLong(),
                        hash(header, "merkle_root"),
                        Bytes.fromHex(
                                "proposer_pubkey",
                                header.path("proposer_pubkey").asText()),
                        hash(header, "state_hash")),
                hash(json, "block_hash"),
                Bytes.fromHex("consensus_proof", json.path("consensus_proof").asText()),
                ids,
                transactions);
    }

    private static Hash hash(JsonNode json, String name) {
        return Hash.fromHex(name, json.path(name).asText());
    }
}
