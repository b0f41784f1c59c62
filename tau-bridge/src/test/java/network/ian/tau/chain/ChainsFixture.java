package network.ian.tau.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import network.ian.core.codec.Bytes;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Taken;
import network.ian.core.runtime.ManualClock;
import network.ian.tau.client.TauBlock;

/** One goal's chain on a disk, with everything by hand. */
final class ChainsFixture implements AutoCloseable {

    static final String GOAL = "GOAL_A";
    static final Hash TOPIC = ChainForge.topic(GOAL);

    final ManualClock time = new ManualClock();
    final ChainForge forge;
    final Path directory;
    final ChainLimits limits;
    final ChainGoal goal;
    AnchorChains chains;

    ChainsFixture(Path directory) {
        this(directory, new ChainForge(), ChainLimits.DEFAULT);
    }

    ChainsFixture(Path directory, ChainForge forge, ChainLimits limits) {
        this.directory = directory;
        this.forge = forge;
        this.limits = limits;
        this.goal = forge.goal(GOAL, 3, Duration.ofMinutes(15));
        open();
    }

    void reopen() {
        close();
        open();
    }

    void read(TauBlock... blocks) {
        read(List.of(blocks));
    }

    void read(List<TauBlock> blocks) {
        try (NodeRead read = chains.read()) {
            read.block(forge.block0());
            blocks.forEach(read::block);
        }
    }

    Taken offer(Bytes page) {
        return chains.offer(TOPIC, page).join();
    }

    Bytes after(List<Hash> locator) {
        return chains.after(TOPIC, locator).join();
    }

    List<Hash> fromBlock0() {
        return List.of(goal.spec().block0());
    }

    Hash tip() {
        return chains.tip(TOPIC).orElseThrow().hash();
    }

    List<Long> sequences() {
        return chains.anchors(TOPIC).anchors().stream()
                .map(AnchorOnChain::sequence)
                .toList();
    }

    List<Integer> settledSizes() {
        return chains.anchors(TOPIC).settled().stream()
                .map(anchor -> anchor.size())
                .toList();
    }

    ChainPageCodec codec() {
        return new ChainPageCodec(AnchorKeys.of(goal.spec()));
    }

    @Override
    public void close() {
        try {
            chains.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() {
        try {
            chains = AnchorChains.open(List.of(goal), directory, limits, time.wall());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
