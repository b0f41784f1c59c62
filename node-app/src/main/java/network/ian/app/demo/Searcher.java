package network.ian.app.demo;

import java.util.List;

/** How an agent comes by what it proposes. The same answers give the same proposals. One thread. */
interface Searcher {

    /**
     * The next thing to try.
     *
     * @param leaders what ranks high now, best first; may be empty
     */
    Proposal propose(List<Proposal> leaders);

    /** Takes in how good a proposal was. */
    void learn(Proposal proposal, double fitness);
}
