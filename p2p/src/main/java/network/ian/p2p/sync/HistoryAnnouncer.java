package network.ian.p2p.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import network.ian.core.crypto.Hash;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;

/** Tells peers of ids of any age that they seem to lack. One goal's. */
final class HistoryAnnouncer {

    static final int IDS_OF_A_FRAME = 1_024;
    static final int WAITING = 4_096;

    private final Shared shared;
    private final GoalSet goal;
    private final Partners partners;
    private final RecentSets recent;
    private final ArrayDeque<Want> waiting = new ArrayDeque<>();

    HistoryAnnouncer(Shared shared, GoalSet goal, Partners partners, RecentSets recent) {
        this.shared = shared;
        this.goal = goal;
        this.partners = partners;
        this.recent = recent;
    }

    /** A session found that the peer lacks {@code ids}: it is told of those that gossip is not bringing it just now. */
    void lacked(Partner peer, OwnSession session, List<Hash> ids) {
        int settled = recent.settled(shared.now());
        List<Hash> old = new ArrayList<>();
        for (Hash id : ids) {
            OptionalInt ordinal = goal.source().ordinalOf(id);
            if (ordinal.isPresent() && ordinal.getAsInt() < settled) {
                old.add(id);
            }
        }
        send(peer, old.subList(0, session.announce(old.size(), Sessions.ANNOUNCED)));
    }

    /** An id that was fetched is in the set now: peers that are no further may lack it as well. */
    void fetched(Want want) {
        if (waiting.size() >= WAITING) {
            waiting.removeFirst();
        }
        waiting.add(want);
    }

    /** Passes on what was fetched, unless so much is being fetched that peers find it sooner by themselves. */
    void flush(boolean catchingUp) {
        if (!catchingUp && !waiting.isEmpty()) {
            for (Partner partner : partners.all()) {
                if (partner.usable() && partner.claimedEntries() < goal.size()) {
                    send(partner, unknownTo(partner));
                }
            }
        }
        waiting.clear();
    }

    int size() {
        return waiting.size();
    }

    private List<Hash> unknownTo(Partner partner) {
        List<Hash> ids = new ArrayList<>();
        for (Want want : waiting) {
            if (!want.advertisedBy(partner)) {
                ids.add(want.id());
            }
        }
        return ids;
    }

    private void send(Partner partner, List<Hash> ids) {
        for (int from = 0; from < ids.size(); from += IDS_OF_A_FRAME) {
            if (shared.around().links().congested(partner.peer())) {
                return;
            }
            List<Hash> batch = List.copyOf(ids.subList(from, Math.min(ids.size(), from + IDS_OF_A_FRAME)));
            shared.around()
                    .links()
                    .send(partner.peer(), new Message.Announce(goal.topic(), AnnounceKind.HISTORY, batch));
        }
    }
}
