package network.ian.tau.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;

/** A goal's verified blocks and anchors in memory. Thread-safe; each call is short. */
final class ChainMemory {

    private static final int DENSE_LOCATOR = 6;

    /** Most ends of other branches that a locator starts with. */
    private static final int ENDS = 2;

    private BlockTree tree;
    private AnchorTable anchors = new AnchorTable();
    private final Deque<Hash> ends = new ArrayDeque<>();
    private Optional<Told> told = Optional.empty();

    ChainMemory(Hash block0) {
        this.tree = new BlockTree(block0);
    }

    synchronized int size() {
        return tree.size();
    }

    synchronized int anchorCount() {
        return anchors.size();
    }

    synchronized int abandoned() {
        return tree.abandoned();
    }

    /** The number of a block, or -1 if it is not known. */
    synchronized int heightOf(Hash block) {
        int ordinal = tree.find(block);
        return ordinal < 0 ? -1 : tree.height(ordinal);
    }

    /** The ordinal of a block, or -1. */
    synchronized int ordinal(Hash block) {
        return tree.find(block);
    }

    synchronized boolean hasAnchor(Hash block, Hash transaction) {
        int ordinal = tree.find(block);
        return ordinal >= 0 && anchors.has(tree.height(ordinal), ordinal, transaction);
    }

    synchronized ChainExchange.Tip tip() {
        return new ChainExchange.Tip(tree.height(tree.tip()), tree.hash(tree.tip()));
    }

    /** Says where a page ended: if that is on another branch than the best, the next page has to go on from there. */
    synchronized void ended(Hash block) {
        ends.remove(block);
        ends.addFirst(block);
        if (ends.size() > ENDS) {
            ends.removeLast();
        }
    }

    /**
     * Where pages of other branches ended last, then hashes of the best chain from {@code from} down to block 0, ever sparser.
     *
     * @param from height; above the best chain its tip
     */
    synchronized List<Hash> locator(int from) {
        List<Hash> locator = new ArrayList<>();
        for (Hash end : ends) {
            int ordinal = tree.find(end);
            if (ordinal >= 0 && !tree.isBest(ordinal)) {
                locator.add(end);
            }
        }
        int height = Math.min(from, tree.height(tree.tip()));
        for (int step = 1; height > 0 && locator.size() < ChainExchange.LOCATOR_HASHES - 1; height -= step) {
            locator.add(tree.hash(tree.bestAt(height)));
            step = locator.size() < DENSE_LOCATOR ? 1 : 2 * step;
        }
        locator.add(tree.hash(0));
        return locator;
    }

    /** The height over which the best chain has at most so many blocks, with at most so many transactions in them. */
    synchronized int belowTip(int blocks, int transactions) {
        int tipHeight = tree.height(tree.tip());
        int height = tipHeight;
        int left = transactions;
        while (height > 0 && tipHeight - height < blocks) {
            left -= anchors.in(height, tree.bestAt(height)).size();
            if (left < 0) {
                return height;
            }
            height--;
        }
        return height;
    }

    /**
     * Where on the best chain a transaction of the committer is missing: heights between which there are sequence numbers that
     * no known transaction has. Whoever supplied these blocks left it out.
     */
    synchronized Optional<Gap> gap() {
        int height = 0;
        long next = 0;
        for (AnchorRow row : anchors.onBestOf(tree)) {
            int at = tree.height(row.block());
            if (row.sequence() > next) {
                return Optional.of(new Gap(height, at));
            }
            next = row.sequence() + 1;
            height = at;
        }
        return Optional.empty();
    }

    /**
     * A part of the best chain.
     *
     * @param above height of the last block before it
     * @param to height of its last block
     */
    record Gap(int above, int to) {

        /** Parts of at most {@code length} blocks. */
        int parts(int length) {
            return Math.max(1, (to - above + length - 1) / length);
        }
    }

    /** The height of the first of these blocks that is on the best chain, or -1. */
    synchronized int firstBest(List<Hash> locator) {
        for (Hash hash : locator) {
            int ordinal = tree.find(hash);
            if (ordinal >= 0 && tree.isBest(ordinal)) {
                return tree.height(ordinal);
            }
        }
        return -1;
    }

    /** The block of the best chain at a height; -1 above its tip. */
    synchronized int bestAt(int height) {
        return height > tree.height(tree.tip()) ? -1 : tree.bestAt(height);
    }

    synchronized Hash hash(int ordinal) {
        return tree.hash(ordinal);
    }

    /** Whether a block would start a branch of its own at or below {@code floor}, where such branches were dropped. */
    synchronized boolean startsBranch(Hash previous, int floor) {
        int parent = tree.find(previous);
        return parent >= 0 && parent != tree.tip() && tree.isBest(parent) && tree.height(parent) < floor;
    }

    /** The anchors of a block, in its order. */
    synchronized List<AnchorRow> anchorsIn(int ordinal) {
        return List.copyOf(anchors.in(tree.height(ordinal), ordinal));
    }

    /** Adds a block whose parent is known; says whether the best chain is another one now. */
    synchronized boolean add(Hash block, Hash previous) {
        told = Optional.empty();
        return tree.add(block, tree.find(previous));
    }

    /** Adds an anchor of a known block, unless it is there; says whether it was not. */
    synchronized boolean add(VerifiedAnchor anchor, long offset) {
        int block = tree.find(anchor.block());
        CommitterTransaction transaction = anchor.transaction();
        if (block < 0 || anchors.has(tree.height(block), block, transaction.hash())) {
            return false;
        }
        told = Optional.empty();
        anchors.add(
                tree.height(block),
                new AnchorRow(
                        block,
                        anchor.timestampSeconds(),
                        anchor.proof().index(),
                        transaction.hash(),
                        transaction.sequence(),
                        transaction.anchors(),
                        offset));
        return true;
    }

    /** The anchors on the best chain, and which of them count at {@code nowMs}. Kept until something else would be answered. */
    synchronized ChainAnchors anchors(ChainGoal goal, long nowMs) {
        if (told.filter(last -> last.holds(nowMs)).isEmpty()) {
            told = Optional.of(new Told(nowMs, fold(goal, nowMs)));
        }
        return told.get().anchors();
    }

    /** An answer and when it was given. A clock that jumps back unsettles what it settled. */
    private record Told(long atMs, ChainAnchors anchors) {

        boolean holds(long nowMs) {
            return nowMs >= atMs && nowMs < anchors.nextSettleMs().orElse(Long.MAX_VALUE);
        }
    }

    private ChainAnchors fold(ChainGoal goal, long nowMs) {
        List<AnchorRow> rows = anchors.onBestOf(tree);
        int tipHeight = tree.height(tree.tip());
        long settleMs = goal.spec().settle().toMillis();
        AnchorOnChain[] found = new AnchorOnChain[rows.size()];
        long next = Long.MAX_VALUE;
        boolean settled = false;
        for (int i = rows.size() - 1; i >= 0; i--) {
            AnchorRow row = rows.get(i);
            int height = tree.height(row.block());
            int confirmations = tipHeight - height + 1;
            long settlesAt = row.settlesAtMs(settleMs);
            // What lies under a settled block is not younger than it, whatever its own timestamp says.
            settled = settled || confirmations >= goal.spec().confirmations() || settlesAt <= nowMs;
            next = settled ? next : Math.min(next, settlesAt);
            found[i] = new AnchorOnChain(
                    goal.topic(),
                    tree.hash(row.block()),
                    height,
                    row.timestampSeconds(),
                    confirmations,
                    settled,
                    row.sequence(),
                    row.transaction(),
                    row.anchors());
        }
        return new ChainAnchors(
                Arrays.asList(found), next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next));
    }

    /** The height at or below which abandoned branches have to end, so that at most {@code left} of their blocks stay. */
    synchronized int floor(int left) {
        int[] reaches = tree.reaches();
        int[] abandoned = new int[tree.abandoned()];
        int count = 0;
        for (int ordinal = 1; ordinal < tree.size(); ordinal++) {
            if (!tree.isBest(ordinal)) {
                abandoned[count++] = reaches[ordinal];
            }
        }
        Arrays.sort(abandoned);
        return count <= left ? 0 : abandoned[count - left - 1];
    }

    /** Blocks that stay when abandoned branches that end at or below {@code floor} go. */
    synchronized IntPredicate above(int floor) {
        int[] reaches = tree.reaches();
        boolean[] kept = new boolean[tree.size()];
        for (int ordinal = 0; ordinal < kept.length; ordinal++) {
            kept[ordinal] = tree.isBest(ordinal) || reaches[ordinal] > floor;
        }
        return ordinal -> kept[ordinal];
    }

    /** Keeps only some blocks: with each its parent, and all of the best chain. */
    synchronized void keep(IntPredicate kept) {
        BlockTree less = new BlockTree(tree.hash(0));
        AnchorTable left = new AnchorTable();
        for (int ordinal = 1; ordinal < tree.size(); ordinal++) {
            if (kept.test(ordinal)) {
                int now = less.size();
                less.add(tree.hash(ordinal), less.find(tree.hash(tree.parent(ordinal))));
                int height = tree.height(ordinal);
                anchors.in(height, ordinal).forEach(row -> left.add(height, row.in(now)));
            }
        }
        tree = less;
        anchors = left;
        told = Optional.empty();
    }
}
