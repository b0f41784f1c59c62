package network.ian.tau;

import java.util.List;
import java.util.function.Predicate;
import network.ian.core.crypto.Hash;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.commit.ChainLookup;

/** The verified chains as the committer asks them. */
final class CommittedChains implements ChainLookup {

    private final AnchorChains chains;
    private final Predicate<Hash> read;
    private final Runnable refresh;

    /**
     * @param read whether a Tau node was read for a goal's chain
     * @param refresh has the Tau node read soon
     */
    CommittedChains(AnchorChains chains, Predicate<Hash> read, Runnable refresh) {
        this.chains = chains;
        this.read = read;
        this.refresh = refresh;
    }

    @Override
    public List<Found> from(Hash topic, long sequence) {
        return chains.anchors(topic).anchors().stream()
                .filter(onChain -> onChain.sequence() >= sequence)
                .map(onChain ->
                        new Found(onChain.sequence(), onChain.transaction(), onChain.carried(), onChain.settled()))
                .toList();
    }

    @Override
    public boolean isRead(Hash topic) {
        return read.test(topic);
    }

    @Override
    public void refresh() {
        refresh.run();
    }
}
