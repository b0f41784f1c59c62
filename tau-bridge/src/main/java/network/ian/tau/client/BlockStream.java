package network.ian.tau.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.ian.core.codec.Bytes;
import network.ian.core.codec.MalformedException;
import network.ian.core.codec.ObjectReader;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.client.TauNode.BlockSink;
import network.ian.tau.transaction.TauTransaction;

/**
 * The answer to {@code getblocks}, one block in memory at a time. {@code data} is a list of blocks or an object whose
 * {@code blocks} is one. A block's hash is {@code block_hash}, or {@code hash} as files of block 0 have it. Block 0 is signed by
 * nobody: a {@code consensus_proof} that is not text is an empty one. {@code tx_ids} that are not there are computed.
 */
final class BlockStream {

    /** Most transactions in one block. */
    static final int MAX_TRANSACTIONS = 10_000;

    /** Most bytes of one block as text. */
    static final int MAX_BLOCK_BYTES = 4 * 1024 * 1024;

    private static final String COMMAND = "getblocks";
    private static final int MAX_VALUES = 250_000;
    private static final int MAX_PROOF_DIGITS = 1_024;

    private final ReplyLine line;
    private final BlockSink sink;
    private int index;

    BlockStream(ReplyLine line, BlockSink sink) {
        this.line = line;
        this.sink = sink;
    }

    /** Hands over every block; returns how many there were. */
    int read(JsonParser at) throws IOException {
        boolean found = false;
        if (at.hasToken(JsonToken.START_ARRAY)) {
            blocks(at);
            found = true;
        } else if (at.hasToken(JsonToken.START_OBJECT)) {
            found = fields(at);
        }
        if (!found) {
            throw Reply.malformed(COMMAND, "data holds no list of blocks");
        }
        return index;
    }

    private boolean fields(JsonParser at) throws IOException {
        boolean found = false;
        while (at.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = at.currentName().equals("blocks");
            if (at.nextToken() == JsonToken.START_ARRAY && wanted) {
                blocks(at);
                found = true;
            } else {
                at.skipChildren();
            }
        }
        return found;
    }

    private void blocks(JsonParser at) throws IOException {
        while (at.nextToken() != JsonToken.END_ARRAY) {
            TauBlock block = block(BoundedTree.read(at, MAX_VALUES));
            sink.block(block);
            line.nextPart();
            index++;
        }
    }

    private TauBlock block(JsonNode node) throws IOException {
        String path = "block[" + index + "]";
        if (!(node instanceof ObjectNode object)) {
            throw Reply.malformed(COMMAND, path + " is no object");
        }
        try {
            return decode(new ObjectReader(path, object), object);
        } catch (MalformedException e) {
            throw Reply.malformed(COMMAND, e.getMessage());
        }
    }

    private static TauBlock decode(ObjectReader block, ObjectNode object) {
        List<TauTransaction> transactions = transactions(block, object);
        List<Hash> ids = ids(block, transactions);
        if (ids.size() != transactions.size()) {
            throw block.malformed("tx_ids", ids.size() + " of them for " + transactions.size() + " transactions");
        }
        Hash claimed = Answers.hash(block, block.has("block_hash") ? "block_hash" : "hash");
        return new TauBlock(header(block.child("header")), claimed, proof(block, object), ids, transactions);
    }

    private static BlockHeader header(ObjectReader header) {
        Bytes proposer = Bytes.fromHex(
                header.path("proposer_pubkey"), header.text("proposer_pubkey").toLowerCase(Locale.ROOT));
        if (proposer.size() != BlsPublicKey.BYTES) {
            throw header.malformed("proposer_pubkey", "expected 48 bytes, got " + proposer.size());
        }
        return new BlockHeader(
                header.integer("block_number", 0, Long.MAX_VALUE),
                Answers.hash(header, "previous_hash"),
                header.integer("timestamp", 0, Long.MAX_VALUE),
                Answers.hash(header, "merkle_root"),
                proposer,
                Answers.hash(header, "state_hash"));
    }

    private static Bytes proof(ObjectReader block, ObjectNode object) {
        JsonNode proof = object.path("consensus_proof");
        if (!proof.isTextual()) {
            return Bytes.EMPTY;
        }
        if (proof.textValue().length() > MAX_PROOF_DIGITS) {
            throw block.malformed("consensus_proof", "longer than " + MAX_PROOF_DIGITS + " digits");
        }
        return Bytes.fromHex(block.path("consensus_proof"), proof.textValue().toLowerCase(Locale.ROOT));
    }

    private static List<TauTransaction> transactions(ObjectReader block, ObjectNode object) {
        JsonNode all = object.path("transactions");
        if (!all.isArray() || all.size() > MAX_TRANSACTIONS) {
            throw block.malformed("transactions", "expected a list of at most " + MAX_TRANSACTIONS);
        }
        List<TauTransaction> transactions = new ArrayList<>(all.size());
        for (JsonNode one : all) {
            if (!(one instanceof ObjectNode transaction)) {
                throw block.malformed("transactions[" + transactions.size() + "]", "expected an object");
            }
            transactions.add(new TauTransaction(transaction));
        }
        return transactions;
    }

    private static List<Hash> ids(ObjectReader block, List<TauTransaction> transactions) {
        if (!block.has("tx_ids")) {
            return transactions.stream().map(TauTransaction::hash).toList();
        }
        return block.texts("tx_ids", MAX_TRANSACTIONS).stream()
                .map(id -> Hash.fromHex(block.path("tx_ids"), id.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
