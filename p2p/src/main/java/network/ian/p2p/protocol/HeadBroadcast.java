package network.ian.p2p.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.Head;
import network.ian.p2p.wire.Message;

/** Tells peers which heads changed, at most every two seconds. */
final class HeadBroadcast {

    private static final long EVERY_NANOS = 2_000_000_000L;

    private final Surroundings around;
    private final Collection<GoalSet> goals;
    private final Map<Hash, Head> told = new HashMap<>();

    HeadBroadcast(Surroundings around, Collection<GoalSet> goals) {
        this.around = around;
        this.goals = goals;
    }

    void start(Supplier<List<Peer>> peers) {
        long first = around.random().nextLong(EVERY_NANOS);
        around.timers().after(first, () -> round(peers));
    }

    private void round(Supplier<List<Peer>> peers) {
        // First, so that nothing that fails below ends the rounds.
        around.timers().after(EVERY_NANOS, () -> round(peers));
        List<Head> changed = new ArrayList<>();
        for (GoalSet goal : goals) {
            Head head = goal.head();
            if (!head.equals(told.put(goal.topic(), head))) {
                changed.add(head);
            }
        }
        if (!changed.isEmpty()) {
            peers.get().forEach(peer -> tell(peer, changed));
        }
    }

    private void tell(Peer peer, List<Head> changed) {
        List<Head> shared =
                changed.stream().filter(head -> peer.takesPart(head.topic())).toList();
        if (!shared.isEmpty() && !around.links().congested(peer)) {
            around.links().send(peer, new Message.Status(shared));
        }
    }
}
