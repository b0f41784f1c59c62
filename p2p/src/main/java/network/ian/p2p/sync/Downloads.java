package network.ian.p2p.sync;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.intake.Offer;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;

/** What all goals together have asked for, kept to what the intake takes; what came too early waits here. */
final class Downloads {

    static final long PARKED_BYTES = 8L << 20;

    /** Half of what a peer lets wait: what was given up here may still wait there. */
    static final int REQUESTS_OF_ONE = FetchServer.QUEUED / 2;

    private final Intake intake;
    private final ArrayDeque<Parked> parked = new ArrayDeque<>();
    private final Map<Peer, Integer> requests = new HashMap<>();
    private long parkedBytes;
    private int asked;

    private record Parked(GoalSet goal, Supplied supplied, FetchAnswers owner) {}

    Downloads(Intake intake) {
        this.intake = intake;
    }

    /** Ids that may be asked for now. */
    int budget() {
        return Math.max(0, intake.room() - asked - parked.size());
    }

    /** Whether one more request to the peer may be under way, over all goals. */
    boolean mayAsk(Peer peer) {
        return requests.getOrDefault(peer, 0) < REQUESTS_OF_ONE;
    }

    void asked(Peer peer, int ids) {
        requests.merge(peer, 1, Integer::sum);
        asked += ids;
    }

    /** A request is over, with {@code ids} of it not answered. */
    void ended(Peer peer, int ids) {
        requests.computeIfPresent(peer, (same, count) -> count == 1 ? null : count - 1);
        asked -= ids;
    }

    void answered(int ids) {
        asked -= ids;
    }

    /** Keeps an entry until the intake takes it; false if too much waits already. */
    boolean park(GoalSet goal, Supplied supplied, FetchAnswers owner) {
        int bytes = supplied.entry().contentBytes();
        if (parkedBytes + bytes > PARKED_BYTES) {
            return false;
        }
        parked.add(new Parked(goal, supplied, owner));
        parkedBytes += bytes;
        return true;
    }

    /** Hands in what waits, as far as the intake takes it. */
    void unpark() {
        while (!parked.isEmpty()) {
            Parked first = parked.getFirst();
            Offer offer = intake.offer(first.goal(), first.supplied());
            if (offer == Offer.NO_ROOM) {
                return;
            }
            parked.removeFirst();
            parkedBytes -= first.supplied().entry().contentBytes();
            first.owner().offered(first.supplied().entry().id(), offer);
        }
    }

    int askedIds() {
        return asked;
    }

    long parkedBytes() {
        return parkedBytes;
    }
}
