package network.ian.tau.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange;

/** Makes pages of a chain from disk. For one thread at a time, while no block is dropped. */
final class PageReader {

    private final ChainMemory memory;
    private final ChainStore store;
    private final List<ChainPage.Block> blocks = new ArrayList<>();
    private int room = ChainExchange.PAGE_BYTES - ChainPageCodec.HEAD_BYTES;

    PageReader(ChainMemory memory, ChainStore store) {
        this.memory = memory;
        this.store = store;
    }

    /** What follows after the first of {@code locator} that is on the best chain, as much as a page holds. */
    Optional<ChainPage> after(List<Hash> locator) {
        int from = memory.firstBest(locator);
        if (from >= 0) {
            int height = from + 1;
            while (add(memory.bestAt(height))) {
                height++;
            }
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new ChainPage(blocks));
    }

    private boolean add(int ordinal) {
        Optional<VerifiedBlock> block = ordinal < 0 ? Optional.empty() : store.block(ordinal, memory.hash(ordinal));
        if (block.isEmpty() || room < ChainPageCodec.BLOCK_BYTES) {
            return false;
        }
        List<AnchorProof> anchors = new ArrayList<>();
        int left = room - ChainPageCodec.BLOCK_BYTES;
        for (AnchorRow row : memory.anchorsIn(ordinal)) {
            Optional<AnchorProof> anchor = store.anchor(row.offset());
            int bytes = anchor.map(ChainPageCodec::bytes).orElse(0);
            if (bytes > left || anchors.size() == ChainPageCodec.MAX_ANCHORS) {
                if (!blocks.isEmpty()) {
                    return false;
                }
                // A block that is too much for any page goes without its last anchors.
                break;
            }
            left -= bytes;
            anchor.ifPresent(anchors::add);
        }
        room = left;
        blocks.add(new ChainPage.Block(
                block.get().header(), block.get().hash(), block.get().proof(), anchors));
        return true;
    }
}
