package network.ian.p2p.sync;

import network.ian.core.crypto.Hash;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Scoreboard;

/**
 * What all goals' synchronization has in common.
 *
 * @param self this node's id
 */
record Shared(
        Hash self,
        Surroundings around,
        Intake intake,
        Scoreboard scores,
        Reconciliation reconciliation,
        Downloads downloads,
        Withholders withholders) {

    long now() {
        return around.ticker().nanos();
    }
}
