package network.ian.p2p.intake;

import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;

/** Names an entry over all goals. */
record EntryKey(Hash topic, Hash id) {

    static EntryKey of(GoalSet goal, Hash id) {
        return new EntryKey(goal.topic(), id);
    }
}
