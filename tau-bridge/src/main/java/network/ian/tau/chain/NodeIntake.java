package network.ian.tau.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;
import network.ian.tau.client.TauBlock;

/**
 * Takes the blocks of one download into one goal's chain, in whatever order they come. What does not verify is left out and
 * counted; the rest counts. For one thread.
 */
final class NodeIntake {

    /** Blocks that are written at once: one fsync each. */
    private static final int BATCH = 64;

    private final GoalChain chain;
    private final int mostHeld;
    private final NodeAnchors anchors;
    private final Map<Hash, List<Held>> heldByParent = new HashMap<>();
    private VerifiedBatch batch = new VerifiedBatch();
    private int held;
    private int refused;
    private boolean incomplete;
    private boolean pinnedBlock0;
    private boolean otherBlock0;

    /** A signed block without its parent, and all of its transactions that matter: a block may be large, what is held is not. */
    private record Held(VerifiedBlock block, List<VerifiedAnchor> anchors) {}

    NodeIntake(GoalChain chain, int mostHeld) {
        this.chain = chain;
        this.mostHeld = mostHeld;
        this.anchors = new NodeAnchors(chain.verifier(), chain.memory());
    }

    /**
     * One block.
     *
     * @param hash of its header
     */
    void block(TauBlock block, Hash hash) {
        if (block.header().number() == 0) {
            Hash block0 = chain.goal().spec().block0();
            boolean pinned = hash.equals(block0) || block.claimedHash().equals(block0);
            pinnedBlock0 |= pinned;
            otherBlock0 |= !pinned;
        } else if (heightOf(hash) >= 0) {
            addAnchors(block, hash);
        } else if (heightOf(block.header().previous()) >= 0) {
            if (chain.hasRoomBehind(block.header().previous())) {
                extend(block, hash);
            }
        } else {
            hold(block, hash);
        }
        if (batch.blocks().size() >= BATCH || batch.anchors().size() >= BATCH) {
            flush();
        }
    }

    /** Writes what is verified and drops what waits. */
    void end() {
        flush();
        heldByParent.clear();
    }

    ChainGoal goal() {
        return chain.goal();
    }

    /** Whether there was a block 0, and none was the pinned one; empty if there was none. */
    Optional<Boolean> isOtherNetwork() {
        return pinnedBlock0 || otherBlock0 ? Optional.of(!pinnedBlock0) : Optional.empty();
    }

    /** Blocks whose proposer is not pinned, did not sign them, or gave them a wrong number. */
    int refused() {
        return refused;
    }

    /**
     * Whether more blocks came before their parents than are held back, or some could not be written, so that another download
     * may lead further.
     */
    boolean isIncomplete() {
        return incomplete;
    }

    private void extend(TauBlock first, Hash firstHash) {
        if (!chain.verifier().isSigned(first.header(), firstHash, first.proof())) {
            refused++;
            return;
        }
        VerifiedBlock signed = new VerifiedBlock(first.header(), firstHash, first.proof());
        Deque<Held> next = new ArrayDeque<>(List.of(new Held(signed, anchors.in(first, firstHash))));
        while (!next.isEmpty()) {
            Held connected = next.remove();
            if (accept(connected)) {
                List<Held> children = heldByParent.remove(connected.block().hash());
                if (children != null) {
                    held -= children.size();
                    next.addAll(children);
                }
            }
        }
    }

    private boolean accept(Held connected) {
        VerifiedBlock block = connected.block();
        BlockHeader header = block.header();
        if (header.number() != heightOf(header.previous()) + 1L) {
            refused++;
            return false;
        }
        if (heightOf(block.hash()) < 0) {
            batch.add(block);
        }
        connected.anchors().forEach(batch::add);
        return true;
    }

    private void addAnchors(TauBlock block, Hash hash) {
        anchors.in(block, hash).forEach(batch::add);
    }

    private void hold(TauBlock block, Hash hash) {
        if (held == mostHeld) {
            incomplete = true;
            return;
        }
        if (!chain.verifier().isSigned(block.header(), hash, block.proof())) {
            refused++;
            return;
        }
        VerifiedBlock signed = new VerifiedBlock(block.header(), hash, block.proof());
        held++;
        heldByParent
                .computeIfAbsent(block.header().previous(), parent -> new ArrayList<>(1))
                .add(new Held(signed, anchors.in(block, hash)));
    }

    private int heightOf(Hash block) {
        int inBatch = batch.heightOf(block);
        return inBatch >= 0 ? inBatch : chain.memory().heightOf(block);
    }

    private void flush() {
        if (!batch.isEmpty()) {
            incomplete |= !chain.take(batch).complete();
            batch = new VerifiedBatch();
        }
    }
}
