package network.ian.tau.devnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/**
 * The lies that a reader must see through. Each is told about the newest block with transactions, and is otherwise as good as
 * whoever holds the validator's key can make it; without such a block the truth is told.
 */
public enum Lies implements Lie {

    /** Another root in the anchor's text; hashes, Merkle root, header and proposer's signature are right for it. */
    ALTERED_ANCHOR {
        @Override
        TauBlock change(TauBlock block) {
            return Rewriting.carrying(block, altered(block.transactions()));
        }
    },

    /** Another root in the anchor's text, and nothing else changed. */
    ALTERED_TEXT_ONLY {
        @Override
        TauBlock change(TauBlock block) {
            return new TauBlock(
                    block.header(),
                    block.claimedHash(),
                    block.proof(),
                    block.transactionIds(),
                    altered(block.transactions()));
        }
    },

    /** One more anchor of the committer, with the next sequence number and no signature. */
    UNSIGNED_TRANSACTION {
        @Override
        TauBlock change(TauBlock block) {
            return Rewriting.carrying(block, withUnsigned(block.transactions()));
        }
    },

    /** The header names the validator, a stranger signed. */
    WRONG_PROPOSER {
        @Override
        TauBlock change(TauBlock block) {
            return BlockMaker.sign(WorthlessKeys.STRANGER, block.header(), block.transactions());
        }
    },

    /** A stranger proposed and signed. */
    VALIDATOR_NOT_PINNED {
        @Override
        TauBlock change(TauBlock block) {
            return proposedBy(WorthlessKeys.STRANGER, block);
        }
    },

    /** A signed header whose Merkle root is of other transactions. */
    WRONG_MERKLE_ROOT {
        @Override
        TauBlock change(TauBlock block) {
            return BlockMaker.sign(
                    WorthlessKeys.VALIDATOR,
                    Rewriting.rooted(block.header(), Sha256.of(new byte[] {1})),
                    block.transactions());
        }
    },

    /** A {@code block_hash} that is not the header's. */
    WRONG_BLOCK_HASH {
        @Override
        TauBlock change(TauBlock block) {
            return new TauBlock(
                    block.header(),
                    Sha256.of(block.claimedHash().view()),
                    block.proof(),
                    block.transactionIds(),
                    block.transactions());
        }
    },

    /** The whole chain on top of another block 0. */
    OTHER_BLOCK_0 {
        @Override
        public View instead(View truth) {
            return Rewriting.change(truth, 0, block -> {
                BlockHeader header = block.header();
                Hash other = Sha256.of(header.stateHash().view());
                return BlockMaker.sign(
                        WorthlessKeys.VALIDATOR,
                        new BlockHeader(
                                0,
                                header.previous(),
                                header.timestampSeconds(),
                                header.merkleRoot(),
                                header.proposer(),
                                other),
                        block.transactions());
            });
        }
    },

    /** {@code getgovernance} names the newest abandoned block as the head; the truth if there is none. */
    FORKED_HEAD {
        @Override
        public View instead(View truth) {
            List<TauBlock> forked = new ArrayList<>(truth.stored());
            forked.removeAll(truth.canonical());
            return forked.isEmpty() ? truth : new View(truth.stored(), List.of(forked.get(forked.size() - 1)));
        }
    },

    /** A stranger's branch, higher than the best chain and with other anchors, is shown besides and said to be the best. */
    TALLER_FORK {
        @Override
        public View instead(View truth) {
            int newest = Rewriting.newest(truth);
            if (newest == 0) {
                return truth;
            }
            List<TauBlock> fork = new ArrayList<>(truth.canonical().subList(0, newest));
            TauBlock first = Rewriting.carrying(
                    truth.canonical().get(newest),
                    altered(truth.canonical().get(newest).transactions()));
            fork.add(proposedBy(WorthlessKeys.STRANGER, first));
            while (fork.size() <= truth.canonical().size()) {
                fork.add(Rewriting.strangersOver(fork.get(fork.size() - 1)));
            }
            List<TauBlock> stored = new ArrayList<>(truth.stored());
            stored.addAll(fork.subList(newest, fork.size()));
            return new View(Rewriting.sorted(stored), fork);
        }
    },

    /** The block and all after it are not shown. */
    WITHHELD {
        @Override
        public View instead(View truth) {
            int newest = Rewriting.newest(truth);
            return newest == 0 ? truth : Rewriting.cutOff(truth, newest);
        }
    };

    /** The block that is shown instead. */
    TauBlock change(TauBlock block) {
        return block;
    }

    @Override
    public View instead(View truth) {
        int newest = Rewriting.newest(truth);
        return newest == 0 ? truth : Rewriting.change(truth, newest, this::change);
    }

    private static TauBlock proposedBy(BlsSecretKey key, TauBlock block) {
        BlockHeader header = block.header();
        Bytes proposer = key.publicKey().bytes();
        return BlockMaker.sign(
                key,
                new BlockHeader(
                        header.number(),
                        header.previous(),
                        header.timestampSeconds(),
                        header.merkleRoot(),
                        proposer,
                        header.stateHash()),
                block.transactions());
    }

    private static List<TauTransaction> altered(List<TauTransaction> transactions) {
        return transactions.stream().map(Lies::altered).toList();
    }

    private static TauTransaction altered(TauTransaction transaction) {
        ObjectNode json = transaction.json().deepCopy();
        JsonNode value = json.path("operations").path(AnchorText.KEY);
        ObjectNode operations = (ObjectNode) json.path("operations");
        if (value.isTextual()) {
            operations.put(AnchorText.KEY, altered(value.asText()));
        } else if (value instanceof ArrayNode) {
            ArrayNode texts = operations.putArray(AnchorText.KEY);
            value.forEach(text -> texts.add(altered(text.asText())));
        }
        return new TauTransaction(json);
    }

    /** The text with another last digit: still an anchor, of another root. */
    private static String altered(String text) {
        return text.substring(0, Math.max(0, text.length() - 1)) + (text.endsWith("0") ? '1' : '0');
    }

    private static List<TauTransaction> withUnsigned(List<TauTransaction> transactions) {
        TauTransaction last = transactions.get(transactions.size() - 1);
        ObjectNode json = altered(last).json();
        json.put("sequence_number", last.sequence() + 1);
        json.remove("signature");
        List<TauTransaction> more = new ArrayList<>(transactions);
        more.add(new TauTransaction(json));
        return more;
    }
}
