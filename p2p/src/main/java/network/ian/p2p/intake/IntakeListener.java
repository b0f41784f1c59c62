package network.ian.p2p.intake;

import network.ian.p2p.ledger.GoalSet;

/** Hears how judgements end, on the protocol's thread. */
public interface IntakeListener {

    void judged(GoalSet goal, Supplied supplied, Result result);
}
