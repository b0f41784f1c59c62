package network.ian.p2p.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;

/**
 * Tells each peer which heads are not those that it was told last, at most every two seconds. A peer that takes nothing now is
 * told later: a head that is never corrected makes it reconcile again and again.
 */
final class HeadBroadcast {

    private static final long EVERY_NANOS = 2_000_000_000L;

    private final Surroundings around;
    private final Collection<GoalSet> goals;

    HeadBroadcast(Surroundings around, Collection<GoalSet> goals) {
        this.around = around;
        this.goals = goals;
    }

    void start(Supplier<List<Session>> sessions) {
        long first = around.random().nextLong(EVERY_NANOS);
        around.timers().after(first, () -> round(sessions));
    }

    private void round(Supplier<List<Session>> sessions) {
        // First, so that nothing that fails below ends the rounds.
        around.timers().after(EVERY_NANOS, () -> round(sessions));
        for (Session session : sessions.get()) {
            if (!around.links().congested(session.peer())) {
                tell(session);
            }
        }
    }

    private void tell(Session session) {
        Peer peer = session.peer();
        List<Head> changed = new ArrayList<>(0);
        for (GoalSet goal : goals) {
            if (peer.takesPart(goal.topic()) && session.tells(goal.head())) {
                changed.add(goal.head());
            }
        }
        if (!changed.isEmpty()) {
            around.links().send(peer, new Message.Status(List.copyOf(changed)));
        }
    }
}
