package network.ian.tau.chain;

import static network.ian.tau.chain.ChainForge.anchor;
import static network.ian.tau.chain.ChainForge.commit;
import static network.ian.tau.chain.ChainForge.foreign;
import static network.ian.tau.chain.ChainsFixture.GOAL;
import static network.ian.tau.chain.ChainsFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.crypto.Sha256;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.client.BoundedTree;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lying Tau node or peer may say. Each lie stands beside the truth that differs from it in that one thing. */
class LiesTest {

    @TempDir
    Path directory;

    private ChainsFixture mine;
    private ChainForge forge;
    private TauBlock honest;

    @BeforeEach
    void open() {
        mine = new ChainsFixture(directory);
        forge = mine.forge;
        honest = forge.next(forge.block0(), foreign(0), anchor(0, commit(GOAL, 10)), foreign(1));
    }

    @AfterEach
    void close() {
        mine.close();
    }

    @Test
    void theTruthIsBelieved() {
        mine.read(honest);
        assertThat(mine.sequences()).containsExactly(0L);
        assertThat(mine.chains.status(TOPIC)).isEqualTo(new ChainStatus(mine.chains.tip(TOPIC), 1, 1, false));
    }

    @Test
    void aNodeThatAltersAnAnchorsTextHidesItAtMost() {
        TauTransaction altered = ChainForge.altered(honest.transactions().get(1), commit(GOAL, 11));
        mine.read(with(honest, honest.transactionIds(), altered));
        assertThat(mine.sequences()).isEmpty();
        // With a hash that fits the altered text the tree is another one.
        List<Hash> ids = new ArrayList<>(honest.transactionIds());
        ids.set(1, altered.hash());
        mine.read(with(honest, ids, altered));
        assertThat(mine.sequences()).isEmpty();
        mine.read(honest);
        assertThat(mine.sequences()).as("the truth, told later").containsExactly(0L);
    }

    @Test
    void aTransactionThatTheCommitterDidNotSignIsNoAnchor() {
        TauTransaction unsigned = ChainForge.altered(anchor(0, commit(GOAL, 10)), commit(GOAL, 11));
        TauBlock block = forge.next(forge.block0(), unsigned);
        mine.read(block);
        assertThat(mine.tip()).isEqualTo(block.claimedHash());
        assertThat(mine.sequences()).isEmpty();
        assertThat(mine.offer(page(block, proofs(block, 0)))).isEqualTo(Taken.INVALID);
        assertThat(mine.offer(page(block))).isEqualTo(Taken.KNOWN);
    }

    /** Anybody may add what nobody signed, and a validator takes what its own program can read. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-Infinity", "1e+16", "-0.0", "1.10", "DIGITS", "DEPTH"})
    void aTwinWithAnOddNumberIsReadEverywhere(String odd) throws IOException {
        String value = odd.replace("DIGITS", "7".repeat(2_000)).replace("DEPTH", "[".repeat(1_050) + "]".repeat(1_050));
        String text = new String(anchor(0, commit(GOAL, 10)).canonical().toArray(), StandardCharsets.US_ASCII)
                .replaceFirst("}$", ",\"zzz\":" + value + "}");
        Bytes twin = Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
        TauBlock block = forge.next(forge.block0(), new TauTransaction((ObjectNode) BoundedTree.read(twin)));
        assertThat(block.transactionIds()).containsExactly(Sha256.of(twin.view()));
        try (ChainsFixture peer = new ChainsFixture(directory.resolve("peer"))) {
            assertThat(peer.offer(page(block, proofs(block, 0)))).isEqualTo(Taken.NEW);
            assertThat(peer.sequences()).containsExactly(0L);
        }
        mine.read(block);
        mine.reopen();
        assertThat(mine.sequences()).containsExactly(0L);
    }

    /** Python's reader of hex passes over white space. */
    @Test
    void aTwinWhoseSignatureIsWrittenWithSpacesIsTheSameAnchor() {
        TauTransaction original = anchor(0, commit(GOAL, 10));
        ObjectNode json = original.json().deepCopy();
        String signature = json.path("signature").textValue();
        json.put(
                "signature",
                " " + signature.substring(0, 10) + "\t"
                        + signature.substring(10).toUpperCase(Locale.ROOT));
        mine.read(forge.next(forge.block0(), new TauTransaction(json)));
        assertThat(mine.sequences()).containsExactly(0L);
    }

    @Test
    void aProposerThatIsNotPinnedMakesNoBlock() {
        TauBlock block = forge.next(
                ChainForge.STRANGER, forge.block0(), ChainForge.START_SECONDS + 30, anchor(0, commit(GOAL, 10)));
        mine.read(block);
        assertThat(mine.chains.tip(TOPIC)).isEmpty();
    }

    @Test
    void aBlockThatItsProposerDidNotSignIsNone() {
        TauBlock forged = ChainForge.signed(ChainForge.STRANGER, honest.header(), honest.transactions());
        mine.read(forged);
        assertThat(mine.chains.tip(TOPIC)).isEmpty();
        assertThat(mine.offer(page(forged))).isEqualTo(Taken.INVALID);
        assertThat(mine.offer(page(honest))).isEqualTo(Taken.NEW);
    }

    @Test
    void aBlockThatNobodySignedDoesNotWaitForItsParent() {
        TauBlock child = forge.next(honest);
        TauBlock forged = new TauBlock(child.header(), child.claimedHash(), honest.proof(), List.of(), List.of());
        ChainLimits oneHeld = new ChainLimits(100, 10, 1);
        try (ChainsFixture narrow = new ChainsFixture(directory.resolve("narrow"), forge, oneHeld)) {
            narrow.read(forged, child, honest);
            assertThat(narrow.tip()).isEqualTo(child.claimedHash());
        }
    }

    @Test
    void aBlockThatSkipsANumberIsNone() {
        BlockHeader h = honest.header();
        TauBlock skips = ChainForge.signed(
                ChainForge.VALIDATOR,
                new BlockHeader(7, h.previous(), h.timestampSeconds(), h.merkleRoot(), h.proposer(), h.stateHash()),
                honest.transactions());
        mine.read(skips);
        assertThat(mine.chains.tip(TOPIC)).isEmpty();
        assertThat(mine.offer(page(skips))).isEqualTo(Taken.INVALID);
    }

    @Test
    void aForkClaimedAsTheHeadIsJudgedByItsHeight() {
        List<TauBlock> best = forge.chain(forge.block0(), 3);
        List<TauBlock> fork = forge.chain(forge.next(forge.block0(), foreign(5)), 1);
        mine.read(best);
        TauBlock first = forge.next(forge.block0(), foreign(5));
        assertThat(mine.offer(page(first))).isEqualTo(Taken.NEW);
        assertThat(mine.offer(page(fork.get(0)))).isEqualTo(Taken.NEW);
        assertThat(mine.tip()).isEqualTo(best.get(2).claimedHash());
    }

    @Test
    void aTransactionThatIsNotInTheBlockIsNoAnchor() {
        TauTransaction elsewhere = anchor(1, commit(GOAL, 20));
        AnchorProof proof = new AnchorProof(1, TransactionTree.path(honest.transactionIds(), 1), elsewhere.canonical());
        assertThat(mine.offer(page(honest, proof))).isEqualTo(Taken.INVALID);
        assertThat(mine.chains.tip(TOPIC)).as("all of the page or nothing").isEmpty();
        assertThat(mine.offer(page(honest, proofs(honest, 1)))).isEqualTo(Taken.NEW);
        assertThat(mine.sequences()).containsExactly(0L);
    }

    @Test
    void theDoubledHalfOfAnOddNodeStandsForNoTransaction() {
        TauBlock odd = forge.next(forge.block0(), foreign(0), foreign(1), anchor(0, commit(GOAL, 10)));
        AnchorProof there = proofs(odd, 2)[0];
        AnchorProof phantom = new AnchorProof(3, there.path(), there.transaction());
        assertThat(TransactionTree.rootFrom(phantom.hash(), 3, phantom.path()))
                .isEqualTo(odd.header().merkleRoot());
        assertThat(mine.offer(page(odd, phantom))).isEqualTo(Taken.INVALID);
        assertThat(mine.offer(page(odd, there))).isEqualTo(Taken.NEW);
    }

    @Test
    void anAnchorOfAnotherGoalAnchorsNothingHere() {
        TauBlock block = forge.next(forge.block0(), anchor(0, commit("GOAL_B", 10)));
        assertThat(mine.offer(page(block, proofs(block, 0)))).isEqualTo(Taken.NEW);
        assertThat(mine.sequences()).as("its sequence number is used").containsExactly(0L);
        assertThat(mine.chains.anchors(TOPIC).settled()).isEmpty();
        assertThat(mine.chains.anchors(TOPIC).unsettled()).isZero();
    }

    @Test
    void anotherNetworkIsSaid() {
        TauBlock foreign = new ChainForge("another network").block0();
        try (NodeRead read = mine.chains.read()) {
            read.block(foreign);
            read.block(new ChainForge("another network").next(foreign));
        }
        assertThat(mine.chains.status(TOPIC).wrongNetwork()).isTrue();
        assertThat(mine.chains.tip(TOPIC)).isEmpty();
        mine.read(honest);
        assertThat(mine.chains.status(TOPIC).wrongNetwork()).isFalse();
    }

    @Test
    void aPageThatDoesNotConnectIsUndecided() {
        TauBlock second = forge.next(honest);
        assertThat(mine.offer(page(second))).isEqualTo(Taken.UNDECIDED);
        assertThat(mine.offer(page(honest))).isEqualTo(Taken.NEW);
        assertThat(mine.offer(page(second))).isEqualTo(Taken.NEW);
        assertThat(mine.offer(page(second))).isEqualTo(Taken.KNOWN);
        assertThat(mine.tip()).isEqualTo(second.claimedHash());
    }

    @Test
    void whoeverLeavesOutAnAnchorDoesNotHideItForGood() {
        assertThat(mine.offer(page(honest))).isEqualTo(Taken.NEW);
        assertThat(mine.sequences()).isEmpty();
        assertThat(mine.offer(page(honest, proofs(honest, 1)))).isEqualTo(Taken.NEW);
        assertThat(mine.sequences()).containsExactly(0L);
        mine.reopen();
        assertThat(mine.sequences()).containsExactly(0L);
    }

    private static TauBlock with(TauBlock block, List<Hash> ids, TauTransaction second) {
        List<TauTransaction> transactions = new ArrayList<>(block.transactions());
        transactions.set(1, second);
        return new TauBlock(block.header(), block.claimedHash(), block.proof(), ids, transactions);
    }

    private static AnchorProof[] proofs(TauBlock block, int index) {
        return new AnchorProof[] {
            new AnchorProof(
                    index,
                    TransactionTree.path(block.transactionIds(), index),
                    block.transactions().get(index).canonical())
        };
    }

    private Bytes page(TauBlock block, AnchorProof... anchors) {
        return mine.codec()
                .encode(new ChainPage(List.of(
                        new ChainPage.Block(block.header(), block.header().hash(), block.proof(), List.of(anchors)))));
    }
}
