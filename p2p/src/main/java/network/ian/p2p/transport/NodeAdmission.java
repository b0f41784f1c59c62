package network.ian.p2p.transport;

import java.util.Map;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.core.ingest.Entrance;
import network.ian.core.node.Goal;
import network.ian.core.node.Ingress;
import network.ian.core.verdict.Verdict;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.port.Admission;
import network.ian.p2p.wire.WireEntry;

/** Hands entries to the node's ingress, and its verdicts back to the protocol's thread. */
final class NodeAdmission implements Admission {

    private final Ingress ingress;
    private final Map<Hash, Goal> goals;
    private final ProtocolThread thread;

    /** @param goals by topic */
    NodeAdmission(Ingress ingress, Map<Hash, Goal> goals, ProtocolThread thread) {
        this.ingress = ingress;
        this.goals = goals;
        this.thread = thread;
    }

    @Override
    public void judge(GoalSet goal, WireEntry entry, Entrance entrance, Consumer<Verdict> decided) {
        // The answer never completes exceptionally, so there is always a verdict; nobody needs the future.
        var unused = ingress.submit(goals.get(goal.topic()), entry.header(), entry.signature(), entry.body(), entrance)
                .thenAccept(outcome -> thread.tell(() -> decided.accept(outcome.verdict())));
    }
}
