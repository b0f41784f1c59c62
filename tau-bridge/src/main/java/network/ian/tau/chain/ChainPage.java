package network.ian.tau.chain;

import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.tau.block.BlockHeader;

/**
 * Blocks that follow each other, with a goal's anchors in them, as peers exchange them; nothing of it is verified but that
 * each names the one before it.
 *
 * @param blocks at least one
 */
record ChainPage(List<Block> blocks) {

    /**
     * One block.
     *
     * @param hash of the header
     * @param anchors index strictly ascending
     */
    record Block(BlockHeader header, Hash hash, Bytes proof, List<AnchorProof> anchors) {

        Block {
            anchors = List.copyOf(anchors);
        }
    }

    ChainPage {
        blocks = List.copyOf(blocks);
    }
}
