package network.ian.tau.chain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verified chain of one goal, in memory and on disk. What it says depends on the set of verified blocks and anchors it was
 * given, not on their order. Thread-safe; whoever adds waits for the disk, whoever asks does not.
 */
final class GoalChain implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(GoalChain.class);

    /**
     * How far below its tip a node asks for blocks: whoever leaves out an anchor of a new block delays it until another peer
     * is asked, but cannot hide it. Few enough for half a page, so that each page leads further.
     */
    private static final int OVERLAP_BLOCKS = 16;

    private static final int OVERLAP_TRANSACTIONS = 3;

    /** One question in so many is about what was left out further down, where something was. */
    private static final int GAP_EVERY = 8;

    /** Blocks from one question about a gap to the next; a page without anchors has more. */
    private static final int GAP_STEP = 200;

    private final ChainGoal goal;
    private final ChainLimits limits;
    private final BlockVerifier verifier;
    private final ChainMemory memory;
    private final ChainStore store;
    private final Consumer<ChainChange> changed;
    private final AtomicInteger questions = new AtomicInteger();
    private int floor;
    private boolean full;
    private boolean failing;

    private GoalChain(
            ChainGoal goal,
            ChainLimits limits,
            BlockVerifier verifier,
            ChainMemory memory,
            ChainStore store,
            Consumer<ChainChange> changed) {
        this.goal = goal;
        this.limits = limits;
        this.verifier = verifier;
        this.memory = memory;
        this.store = store;
        this.changed = changed;
    }

    /**
     * Opens a goal's chain.
     *
     * @param directory made where it is missing
     * @param changed told after each change, on the thread that made it; must not wait
     * @throws network.ian.core.codec.MalformedException if a key of the spec is no point of the group
     * @throws IOException if the disk refuses, also after files that cannot be read were renamed
     */
    static GoalChain open(
            ChainGoal goal,
            Path directory,
            ChainLimits limits,
            ProposerSignatures signatures,
            Consumer<ChainChange> changed)
            throws IOException {
        BlockVerifier verifier = new BlockVerifier(AnchorKeys.of(goal.spec()), signatures);
        try {
            return loaded(goal, directory, limits, verifier, changed);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Goal {}: the chain of its anchor cannot be read, it is fetched anew: {}",
                    goal.goalId(),
                    e.toString());
            ChainStore.setAside(directory);
            return loaded(goal, directory, limits, verifier, changed);
        }
    }

    private static GoalChain loaded(
            ChainGoal goal, Path directory, ChainLimits limits, BlockVerifier verifier, Consumer<ChainChange> changed)
            throws IOException {
        ChainMemory memory = new ChainMemory(goal.spec().block0());
        ChainStore store = ChainStore.open(directory, goal, new ChainLoader(verifier, memory, limits));
        return new GoalChain(goal, limits, verifier, memory, store, changed);
    }

    ChainGoal goal() {
        return goal;
    }

    BlockVerifier verifier() {
        return verifier;
    }

    ChainMemory memory() {
        return memory;
    }

    /**
     * Takes over what is new of a batch; when this returns it is on the disk. Says nothing if the disk refuses: it is asked
     * again with the next batch.
     */
    ChainChange take(VerifiedBatch batch) {
        ChainChange change;
        synchronized (store) {
            change = append(batch);
            prune();
        }
        if (change.any()) {
            changed.accept(change);
        }
        return change;
    }

    /** Hashes that tell a peer what is known here; answers at once. */
    List<Hash> locator() {
        int question = questions.incrementAndGet();
        int recent = memory.belowTip(OVERLAP_BLOCKS, OVERLAP_TRANSACTIONS);
        if (question % GAP_EVERY != 0) {
            return memory.locator(recent);
        }
        return memory.gap()
                .map(gap -> gap.above() + question / GAP_EVERY % gap.parts(GAP_STEP) * GAP_STEP)
                .map(memory::locator)
                .orElseGet(() -> memory.locator(recent));
    }

    /** Whether a new block behind {@code previous} would be taken, if it verifies: to ask before what costs time. */
    boolean hasRoomBehind(Hash previous) {
        synchronized (store) {
            return memory.size() <= limits.blocks() && !memory.startsBranch(previous, floor);
        }
    }

    /** What follows on the best chain after the first hash of {@code locator} on it; empty if nothing does. Reads the disk. */
    Optional<ChainPage> after(List<Hash> locator) {
        synchronized (store) {
            return new PageReader(memory, store).after(locator);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (store) {
            store.close();
        }
    }

    private ChainChange append(VerifiedBatch batch) {
        Set<Hash> fresh = new HashSet<>();
        List<VerifiedBlock> blocks =
                batch.blocks().stream().filter(block -> isWanted(block, fresh)).toList();
        List<VerifiedAnchor> anchors = batch.anchors().stream()
                .filter(anchor -> fresh.contains(anchor.block())
                        || (memory.heightOf(anchor.block()) > 0
                                && !memory.hasAnchor(
                                        anchor.block(), anchor.transaction().hash())))
                .toList();
        if (blocks.isEmpty() && anchors.isEmpty()) {
            return new ChainChange(false, 0, 0, isComplete(batch));
        }
        try {
            ChainChange change = remember(blocks, anchors, store.append(blocks, anchors));
            failing = false;
            return new ChainChange(change.tip(), change.blocks(), change.anchors(), isComplete(batch));
        } catch (IOException e) {
            if (!failing) {
                LOG.error("Goal {}: the chain of its anchor cannot be written: {}", goal.goalId(), e.toString());
            }
            failing = true;
            return ChainChange.REFUSED;
        }
    }

    private ChainChange remember(List<VerifiedBlock> blocks, List<VerifiedAnchor> anchors, List<Long> offsets) {
        boolean tip = false;
        for (VerifiedBlock block : blocks) {
            BlockHeader header = block.header();
            tip |= memory.add(block.hash(), header.previous());
        }
        int added = 0;
        for (int i = 0; i < anchors.size(); i++) {
            added += memory.add(anchors.get(i), offsets.get(i)) ? 1 : 0;
        }
        return new ChainChange(tip, blocks.size(), added, true);
    }

    private boolean isWanted(VerifiedBlock block, Set<Hash> fresh) {
        Hash previous = block.header().previous();
        if (memory.heightOf(block.hash()) >= 0 || fresh.contains(block.hash())) {
            return false;
        }
        if (memory.size() + fresh.size() > limits.blocks()) {
            if (!full) {
                LOG.error(
                        "Goal {}: {} blocks are all that is kept of a chain; no more are taken",
                        goal.goalId(),
                        limits.blocks());
            }
            full = true;
            return false;
        }
        boolean connected =
                fresh.contains(previous) || (memory.heightOf(previous) >= 0 && !memory.startsBranch(previous, floor));
        return connected && fresh.add(block.hash());
    }

    private boolean isComplete(VerifiedBatch batch) {
        return batch.blocks().stream().allMatch(block -> memory.heightOf(block.hash()) >= 0);
    }

    private void prune() {
        if (memory.abandoned() <= limits.abandoned()) {
            return;
        }
        int dropped = memory.size();
        int below = memory.floor(limits.abandoned() / 2);
        IntPredicate kept = memory.above(below);
        try {
            store.keepBlocks(memory.size(), kept);
        } catch (IOException e) {
            LOG.error("Goal {}: abandoned blocks cannot be dropped: {}", goal.goalId(), e.toString());
            return;
        }
        memory.keep(kept);
        floor = Math.max(floor, below);
        LOG.warn(
                "Goal {}: {} blocks of abandoned branches that end at {} or below are dropped",
                goal.goalId(),
                dropped - memory.size(),
                below);
    }
}
