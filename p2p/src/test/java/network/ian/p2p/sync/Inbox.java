package network.ian.p2p.sync;

import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.FetchedItem;
import network.ian.p2p.wire.Message;

/** Hands what peers say to a synchronizer as the protocol does, and counts it. */
final class Inbox {

    private final Synchronizer sync;
    private final GoalSet goal;
    private int wholeEntries;
    private int reconcileBytes;
    private int reconcileAnswers;

    Inbox(Synchronizer sync, GoalSet goal) {
        this.sync = sync;
        this.goal = goal;
    }

    void receive(Peer from, Message message) {
        if (message instanceof Message.Status status) {
            from.heads(status.heads());
            sync.status(from);
        } else if (message instanceof Message.Announce announce) {
            sync.announce(from, goal, announce);
        } else if (message instanceof Message.Fetch fetch) {
            sync.fetch(from, goal, fetch);
        } else if (message instanceof Message.Entries entries) {
            wholeEntries += (int) entries.items().stream()
                    .filter(FetchedItem.Whole.class::isInstance)
                    .count();
            sync.entries(from, goal, entries);
        } else if (message instanceof Message.Reconcile reconcile) {
            reconcileBytes += reconcile.payload().size();
            reconcileAnswers += reconcile.fromInitiator() ? 0 : 1;
            sync.reconcile(from, goal, reconcile);
        } else if (message instanceof Message.ReconcileEnd end) {
            sync.reconcileEnd(from, goal, end);
        } else if (message instanceof Message.AskRoots ask) {
            sync.askRoots(from, goal, ask);
        } else if (message instanceof Message.Roots roots) {
            sync.roots(from, goal, roots);
        }
    }

    /** Whole entries that came in by answers to fetches. */
    int wholeEntries() {
        return wholeEntries;
    }

    /** Answers to its own reconciliations. */
    int reconcileAnswers() {
        return reconcileAnswers;
    }

    int reconcileBytes() {
        return reconcileBytes;
    }
}
