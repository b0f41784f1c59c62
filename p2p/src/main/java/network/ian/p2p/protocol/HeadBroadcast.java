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
 * told later: a head that is never corrected makes it reconcile again and again. Goals that it was never told of are told at
 * once, whatever it takes: everything that is said of them follows.
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

    /** Tells a peer of the goals that it does not know of. */
    void announce(Session session) {
        List<Head> heads = new ArrayList<>(0);
        for (GoalSet goal : goals) {
            if (!session.announced(goal.topic())) {
                session.tells(goal.head());
                heads.add(goal.head());
            }
        }
        send(session.peer(), heads);
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
        send(peer, changed);
    }

    private void send(Peer peer, List<Head> heads) {
        if (!heads.isEmpty()) {
            around.links().send(peer, new Message.Status(List.copyOf(heads)));
        }
    }
}
