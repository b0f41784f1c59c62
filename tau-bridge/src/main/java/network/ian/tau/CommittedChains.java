package network.ian.tau;

import java.util.List;
import network.ian.core.crypto.Hash;
import network.ian.tau.chain.AnchorChains;
import network.ian.tau.commit.ChainLookup;

/** The verified chains as the committer asks them. */
final class CommittedChains implements ChainLookup {

    private final AnchorChains chains;
    private final Runnable refresh;

    /** @param refresh has the Tau node read soon */
    CommittedChains(AnchorChains chains, Runnable refresh) {
        this.chains = chains;
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
    public void refresh() {
        refresh.run();
    }
}
