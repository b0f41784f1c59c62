package network.ian.p2p.gossip;

import network.ian.core.crypto.Hash;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;

/** What gossip needs of {@link Intake}; a fake stands in for it where a thousand nodes are tried out. */
interface Entryway {

    Offer offer(GoalSet goal, Supplied supplied);

    /** Whether there is nothing to gain from asking for {@code id}. */
    boolean settled(GoalSet goal, Hash id);

    static Entryway of(Intake intake) {
        return new Entryway() {
            @Override
            public Offer offer(GoalSet goal, Supplied supplied) {
                return intake.offer(goal, supplied);
            }

            @Override
            public boolean settled(GoalSet goal, Hash id) {
                return intake.settled(goal, id);
            }
        };
    }
}
