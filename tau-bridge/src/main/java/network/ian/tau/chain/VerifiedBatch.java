package network.ian.tau.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;

/** Verified blocks, parents before children, and anchors, on their way into a chain. For one thread at a time. */
final class VerifiedBatch {

    private final List<VerifiedBlock> blocks = new ArrayList<>();
    private final List<VerifiedAnchor> anchors = new ArrayList<>();
    private final Map<Hash, Integer> heights = new HashMap<>();

    void add(VerifiedBlock block) {
        blocks.add(block);
        heights.put(block.hash(), Math.toIntExact(block.header().number()));
    }

    void add(VerifiedAnchor anchor) {
        anchors.add(anchor);
    }

    /** The height of a block in this batch, or -1. */
    int heightOf(Hash block) {
        return heights.getOrDefault(block, -1);
    }

    List<VerifiedBlock> blocks() {
        return blocks;
    }

    List<VerifiedAnchor> anchors() {
        return anchors;
    }

    boolean isEmpty() {
        return blocks.isEmpty() && anchors.isEmpty();
    }
}
