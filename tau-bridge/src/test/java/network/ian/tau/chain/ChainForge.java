package network.ian.tau.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.goal.AnchorSpec;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.bls.BlsPublicKey;
import network.ian.tau.bls.BlsSecretKey;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.AnchorText;
import network.ian.tau.transaction.TauTransaction;

/** Makes blocks that a real validator could have signed, and some that none would. */
public final class ChainForge {

    /** Timestamp of block 0, seconds: 2026-01-01T00:00:00Z, where a manual clock starts. */
    public static final long START_SECONDS = 1_767_225_600L;

    public static final BlsSecretKey VALIDATOR = key(1);
    public static final BlsSecretKey OTHER_VALIDATOR = key(2);
    public static final BlsSecretKey COMMITTER = key(3);
    public static final BlsSecretKey STRANGER = key(4);

    private static final long EXPIRY = START_SECONDS + 86_400;

    private final TauBlock block0;

    public ChainForge() {
        this("this network");
    }

    /** Another name makes another block 0. */
    public ChainForge(String network) {
        BlockHeader header = new BlockHeader(
                0,
                hash("nothing"),
                START_SECONDS,
                TransactionTree.root(List.of()),
                VALIDATOR.publicKey().bytes(),
                hash(network));
        this.block0 = signed(VALIDATOR, header, List.of());
    }

    public TauBlock block0() {
        return block0;
    }

    /** A goal that pins this network. */
    public ChainGoal goal(String goalId, int confirmations, Duration settle) {
        AnchorSpec spec = new AnchorSpec(
                block0.header().hash(),
                List.of(
                        VALIDATOR.publicKey().bytes(),
                        OTHER_VALIDATOR.publicKey().bytes()),
                COMMITTER.publicKey().bytes(),
                confirmations,
                settle,
                Duration.ZERO);
        return new ChainGoal(goalId, topic(goalId), spec);
    }

    public static Hash topic(String goalId) {
        return hash("topic of " + goalId);
    }

    /** The block after {@code parent}, 30 s later. */
    public TauBlock next(TauBlock parent, TauTransaction... transactions) {
        return next(VALIDATOR, parent, parent.header().timestampSeconds() + 30, transactions);
    }

    public TauBlock next(BlsSecretKey proposer, TauBlock parent, long timestamp, TauTransaction... transactions) {
        List<TauTransaction> carried = Arrays.asList(transactions);
        return signed(
                proposer,
                new BlockHeader(
                        parent.header().number() + 1,
                        parent.header().hash(),
                        timestamp,
                        root(carried),
                        proposer.publicKey().bytes(),
                        hash("state " + parent.header().number())),
                carried);
    }

    /** {@code count} blocks after {@code parent}, each 30 s after the one before it. */
    public List<TauBlock> chain(TauBlock parent, int count) {
        List<TauBlock> blocks = new ArrayList<>();
        TauBlock last = parent;
        for (int i = 0; i < count; i++) {
            last = next(last);
            blocks.add(last);
        }
        return blocks;
    }

    public static TauBlock signed(BlsSecretKey proposer, BlockHeader header, List<TauTransaction> transactions) {
        Bytes proof = proposer.sign(Bytes.wrap(header.hash().toArray()));
        return new TauBlock(
                header,
                header.hash(),
                proof,
                transactions.stream().map(TauTransaction::hash).toList(),
                transactions);
    }

    /** An anchor of a prefix; the roots follow from the size. */
    public static AnchorText.LogCommit commit(String goalId, int size) {
        return new AnchorText.LogCommit(topic(goalId), size, hash("log " + size), hash("board " + size));
    }

    public static TauTransaction anchor(long sequence, AnchorText... anchors) {
        return TauTransaction.sign(COMMITTER, sequence, EXPIRY, 10, AnchorText.operations(Arrays.asList(anchors)));
    }

    /** A transaction of somebody else, which nobody looks at. */
    public static TauTransaction foreign(long sequence) {
        JsonNode operations = JsonNodeFactory.instance.objectNode().put("note", "n" + sequence);
        return TauTransaction.sign(STRANGER, sequence, EXPIRY, 10, operations);
    }

    /** The same transaction with something added that nobody signed: another hash, as valid. */
    public static TauTransaction twin(TauTransaction transaction) {
        ObjectNode json = transaction.json().deepCopy();
        return new TauTransaction(json.put("zzz", "added"));
    }

    /** A transaction with another operation than was signed. */
    public static TauTransaction altered(TauTransaction transaction, AnchorText anchor) {
        ObjectNode json = transaction.json().deepCopy();
        json.set("operations", AnchorText.operations(List.of(anchor)));
        return new TauTransaction(json);
    }

    public static Hash root(List<TauTransaction> transactions) {
        return TransactionTree.root(
                transactions.stream().map(TauTransaction::hash).toList());
    }

    public static Hash hash(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    static BlsPublicKey committer() {
        return COMMITTER.publicKey();
    }

    private static BlsSecretKey key(int number) {
        return BlsSecretKey.generate(ByteBuffer.allocate(32).putInt(28, number).array());
    }
}
