package network.ian.tau.chain;

import java.util.List;
import java.util.function.BiConsumer;
import network.ian.core.crypto.Hash;
import network.ian.tau.client.TauBlock;
import network.ian.tau.client.TauNode;

/** One download of a Tau node's blocks, into all goals' chains at once. For one thread; {@link #close} in any case. */
public final class NodeRead implements TauNode.BlockSink, AutoCloseable {

    private final List<NodeIntake> intakes;

    private final BiConsumer<ChainGoal, Boolean> network;

    /** @param network told of each goal whose block 0 was seen, or another one in its place (true) */
    NodeRead(List<NodeIntake> intakes, BiConsumer<ChainGoal, Boolean> network) {
        this.intakes = List.copyOf(intakes);
        this.network = network;
    }

    @Override
    public void block(TauBlock block) {
        Hash hash = block.header().hash();
        intakes.forEach(intake -> intake.block(block, hash));
    }

    /** Blocks of the goal that has most of them which no pinned validator signed. */
    public int refused() {
        return intakes.stream().mapToInt(NodeIntake::refused).max().orElse(0);
    }

    /** Whether the same blocks, asked for again, may lead further. */
    public boolean isWorthRepeating() {
        return intakes.stream().anyMatch(NodeIntake::isIncomplete);
    }

    /** Takes over what is verified and not yet written. */
    @Override
    public void close() {
        intakes.forEach(NodeIntake::end);
        intakes.forEach(intake -> intake.isOtherNetwork().ifPresent(other -> network.accept(intake.goal(), other)));
    }
}
