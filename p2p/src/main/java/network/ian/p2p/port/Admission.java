package network.ian.p2p.port;

import java.util.function.Consumer;
import network.ian.core.ingest.Entrance;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.WireEntry;

/**
 * Where contributions are decoded, verified, evaluated and made durable. Called on the protocol's thread, calls back on
 * it, never before the call returns.
 */
public interface Admission {

    /** Decides about an entry. By the time an accepted verdict is told, the goal's set holds it durably. */
    void judge(GoalSet goal, WireEntry entry, Entrance entrance, Consumer<Verdict> decided);
}
