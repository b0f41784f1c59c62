package network.ian.p2p.sync;

import network.ian.core.view.SyncState;
import network.ian.core.view.SyncState.Consensus;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.wire.Head;

/** Concludes from what peers say how one goal stands. */
final class ConsensusFold {

    private final GoalSet goal;
    private final Partners partners;
    private final Fetcher fetcher;
    private final Sessions sessions;

    ConsensusFold(GoalSet goal, Partners partners, Fetcher fetcher, Sessions sessions) {
        this.goal = goal;
        this.partners = partners;
        this.fetcher = fetcher;
        this.sessions = sessions;
    }

    SyncState state() {
        if (partners.isEmpty()) {
            return SyncState.ALONE;
        }
        long lag = lag();
        if (lag > 0 || sessions.looking()) {
            return new SyncState(Consensus.SYNCING, lag);
        }
        return new SyncState(diverged() ? Consensus.DIVERGED : Consensus.SYNCHRONIZED, 0);
    }

    /** Takes note of who names another root for the same set. */
    void compare(Partner partner, long nowNanos) {
        Head own = goal.head();
        Head theirs = partner.head().orElse(own);
        boolean comparable =
                own.sameSet(theirs) && own.logSize() == own.entries() && theirs.logSize() == theirs.entries();
        boolean explained = !own.sameFrozenSize(theirs);
        if (comparable && (explained || own.logRoot().equals(theirs.logRoot()))) {
            partner.conflict().cleared();
        } else if (comparable) {
            partner.conflict().seen(nowNanos);
        }
    }

    /** What is known to be lacking, or what the fullest peer claims to have more, if its claims were good so far. */
    private long lag() {
        long lag = fetcher.backlog();
        for (Partner partner : partners.all()) {
            if (partner.usable() && !partner.rounds().doubted()) {
                lag = Math.max(lag, partner.claimedEntries() - goal.size());
            }
        }
        return lag;
    }

    /** One peer alone cannot make a node that agrees with more than one other look diverged. */
    private boolean diverged() {
        int against = 0;
        int agreeing = 0;
        Head own = goal.head();
        for (Partner partner : partners.all()) {
            if (partner.conflict().persistent()) {
                against++;
            } else if (partner.sameSet(own)
                    && partner.head().orElseThrow().logRoot().equals(own.logRoot())) {
                agreeing++;
            }
        }
        return against > 0 && against >= agreeing;
    }
}
