package network.ian.tau.devnode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.block.TransactionTree;
import network.ian.tau.client.TauBlock;
import network.ian.tau.transaction.TauTransaction;

/** Makes another chain out of the true one; the blocks on top of a changed one are linked and signed again. */
final class Rewriting {

    private Rewriting() {}

    /** The chain with one of its blocks changed, and everything after it linked to that. */
    static Lie.View change(Lie.View truth, int number, UnaryOperator<TauBlock> change) {
        List<TauBlock> chain = new ArrayList<>(truth.canonical().subList(0, number));
        TauBlock changed = change.apply(truth.canonical().get(number));
        chain.add(changed);
        for (TauBlock next :
                truth.canonical().subList(number + 1, truth.canonical().size())) {
            TauBlock parent = chain.get(chain.size() - 1);
            chain.add(relinked(next, parent.header().hash()));
        }
        return replaced(truth, number, chain);
    }

    /** The chain with nothing left from a block on. */
    static Lie.View cutOff(Lie.View truth, int number) {
        return replaced(truth, number, truth.canonical().subList(0, number));
    }

    /** The newest block with transactions; 0 if there is none. */
    static int newest(Lie.View truth) {
        for (int number = truth.canonical().size() - 1; number > 0; number--) {
            if (!truth.canonical().get(number).transactions().isEmpty()) {
                return number;
            }
        }
        return 0;
    }

    /** The block with other transactions, under a header that is right for them. */
    static TauBlock carrying(TauBlock block, List<TauTransaction> transactions) {
        return BlockMaker.sign(
                WorthlessKeys.VALIDATOR,
                rooted(block.header(), TransactionTree.root(BlockMaker.ids(transactions))),
                transactions);
    }

    static BlockHeader rooted(BlockHeader header, Hash root) {
        return new BlockHeader(
                header.number(),
                header.previous(),
                header.timestampSeconds(),
                root,
                header.proposer(),
                header.stateHash());
    }

    /** An empty block of a stranger. */
    static TauBlock strangersOver(TauBlock parent) {
        BlockHeader header = parent.header();
        return BlockMaker.sign(
                WorthlessKeys.STRANGER,
                BlockMaker.header(
                        header.number() + 1,
                        header.hash(),
                        header.timestampSeconds(),
                        List.of(),
                        WorthlessKeys.STRANGER.publicKey().bytes(),
                        header.stateHash()),
                List.of());
    }

    /** In the order of their numbers. */
    static List<TauBlock> sorted(List<TauBlock> blocks) {
        return blocks.stream()
                .sorted(Comparator.comparingLong(block -> block.header().number()))
                .toList();
    }

    private static TauBlock relinked(TauBlock block, Hash parent) {
        BlockHeader header = block.header();
        return BlockMaker.sign(
                WorthlessKeys.VALIDATOR,
                new BlockHeader(
                        header.number(),
                        parent,
                        header.timestampSeconds(),
                        header.merkleRoot(),
                        header.proposer(),
                        header.stateHash()),
                block.transactions());
    }

    private static Lie.View replaced(Lie.View truth, int from, List<TauBlock> chain) {
        Set<TauBlock> hidden =
                new HashSet<>(truth.canonical().subList(from, truth.canonical().size()));
        List<TauBlock> stored = new ArrayList<>(truth.stored());
        stored.removeIf(hidden::contains);
        stored.addAll(chain.subList(Math.min(from, chain.size()), chain.size()));
        return new Lie.View(sorted(stored), chain);
    }
}
