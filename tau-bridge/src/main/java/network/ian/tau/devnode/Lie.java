package network.ian.tau.devnode;

import java.util.List;
import network.ian.tau.client.TauBlock;

/** What a node says instead of the truth. */
interface Lie {

    /**
     * The truth.
     *
     * @param stored every block, abandoned forks included, in the order of their numbers
     * @param canonical the best chain from block 0 on
     */
    record View(List<TauBlock> stored, List<TauBlock> canonical) {

        public View {
            stored = List.copyOf(stored);
            canonical = List.copyOf(canonical);
        }

        /** The last block of the best chain. */
        public TauBlock head() {
            return canonical.get(canonical.size() - 1);
        }
    }

    /** What {@code getblocks} and {@code getgovernance} speak of: the last canonical block is said to be the head. */
    View instead(View truth);
}
