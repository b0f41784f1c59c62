package network.ian.app.demo;

import java.util.List;
import network.ian.core.evaluation.trading.Policy;

/** Searches policies. */
record PolicySearcher(Search search) implements Searcher {

    @Override
    public Proposal propose(List<Proposal> leaders) {
        return new PolicyProposal(
                search.propose(leaders.stream().map(PolicySearcher::policy).toList()));
    }

    @Override
    public void learn(Proposal proposal, double fitness) {
        search.learn(policy(proposal), fitness);
    }

    private static Policy policy(Proposal proposal) {
        return ((PolicyProposal) proposal).policy();
    }
}
