package network.ian.p2p.protocol;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import network.ian.core.crypto.Hash;
import network.ian.p2p.discovery.Discovery;
import network.ian.p2p.finality.Anchoring;
import network.ian.p2p.gossip.Gossip;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.sync.Synchronizer;
import network.ian.p2p.wire.AnnounceKind;
import network.ian.p2p.wire.Message;

/** Hands each message to the part that it is for. */
final class Dispatcher {

    private final Map<Hash, GoalSet> goals;
    private final Scoreboard scores;
    private final Gossip gossip;
    private final Synchronizer sync;
    private final Anchoring anchoring;
    private final Discovery discovery;

    Dispatcher(
            Map<Hash, GoalSet> goals,
            Scoreboard scores,
            Gossip gossip,
            Synchronizer sync,
            Anchoring anchoring,
            Discovery discovery) {
        this.goals = goals;
        this.scores = scores;
        this.gossip = gossip;
        this.sync = sync;
        this.anchoring = anchoring;
        this.discovery = discovery;
    }

    void dispatch(Peer peer, Message message) {
        if (message instanceof Message.Status status) {
            heard(peer, status);
        } else if (message instanceof Message.AskPeers) {
            discovery.askPeers(peer);
        } else if (message instanceof Message.Peers peers) {
            discovery.peers(peer, peers);
        } else {
            ofGoal(peer, message);
        }
    }

    /**
     * Takes over heads, and goals that the peer names for the first time. Also of a Status that is over the budget: the peer
     * speaks of what it has announced, and is right to.
     */
    void heard(Peer peer, Message.Status status) {
        Optional<List<Hash>> announced = peer.heads(status.heads());
        if (announced.isEmpty()) {
            scores.fault(peer, Fault.PROTOCOL_VIOLATION);
            return;
        }
        announced.get().stream().map(goals::get).filter(Objects::nonNull).forEach(goal -> shares(peer, goal));
        sync.status(peer);
    }

    /** Both sides have announced the goal to each other now. */
    void shares(Peer peer, GoalSet goal) {
        gossip.shares(peer, goal);
        sync.shares(peer, goal);
        anchoring.shares(peer, goal);
    }

    private void ofGoal(Peer peer, Message message) {
        switch (message.type()) {
            case PUSH -> {
                Message.Push push = (Message.Push) message;
                within(peer, push.topic(), goal -> gossip.push(peer, goal, push));
            }
            case ANNOUNCE -> {
                Message.Announce announce = (Message.Announce) message;
                within(peer, announce.topic(), goal -> announce(peer, goal, announce));
            }
            case GRAFT -> {
                Message.Graft graft = (Message.Graft) message;
                within(peer, graft.topic(), goal -> gossip.graft(peer, goal, graft));
            }
            case PRUNE -> within(peer, ((Message.Prune) message).topic(), goal -> gossip.prune(peer, goal));
            case FETCH -> {
                Message.Fetch fetch = (Message.Fetch) message;
                within(peer, fetch.topic(), goal -> sync.fetch(peer, goal, fetch));
            }
            case ENTRIES -> {
                Message.Entries entries = (Message.Entries) message;
                within(peer, entries.topic(), goal -> sync.entries(peer, goal, entries));
            }
            case RECONCILE -> {
                Message.Reconcile reconcile = (Message.Reconcile) message;
                within(peer, reconcile.topic(), goal -> sync.reconcile(peer, goal, reconcile));
            }
            case RECONCILE_END -> {
                Message.ReconcileEnd end = (Message.ReconcileEnd) message;
                within(peer, end.topic(), goal -> sync.reconcileEnd(peer, goal, end));
            }
            case ASK_ROOTS -> {
                Message.AskRoots ask = (Message.AskRoots) message;
                within(peer, ask.topic(), goal -> sync.askRoots(peer, goal, ask));
            }
            case ROOTS -> {
                Message.Roots roots = (Message.Roots) message;
                within(peer, roots.topic(), goal -> sync.roots(peer, goal, roots));
            }
            case CHAIN_TIP, ASK_CHAIN, CHAIN, ASK_PREFIX, PREFIX -> ofFinality(peer, message);
            case HELLO, GOODBYE, PING, PONG, STATUS, ASK_PEERS, PEERS ->
                throw new IllegalArgumentException(message.type() + " is about no goal");
        }
    }

    private void ofFinality(Peer peer, Message message) {
        if (message instanceof Message.ChainTip tip) {
            within(peer, tip.topic(), goal -> anchoring.chainTip(peer, goal, tip));
        } else if (message instanceof Message.AskChain ask) {
            within(peer, ask.topic(), goal -> anchoring.askChain(peer, goal, ask));
        } else if (message instanceof Message.Chain chain) {
            within(peer, chain.topic(), goal -> anchoring.chain(peer, goal, chain));
        } else if (message instanceof Message.AskPrefix ask) {
            within(peer, ask.topic(), goal -> anchoring.askPrefix(peer, goal, ask));
        } else {
            Message.Prefix prefix = (Message.Prefix) message;
            within(peer, prefix.topic(), goal -> anchoring.prefix(peer, goal, prefix));
        }
    }

    private void announce(Peer peer, GoalSet goal, Message.Announce announce) {
        if (announce.kind() == AnnounceKind.HISTORY) {
            sync.announce(peer, goal, announce);
        } else {
            gossip.announce(peer, goal, announce);
        }
    }

    /**
     * Every peer that is up was told of all goals here. One that was told of a goal and has announced it may speak of it; whoever
     * speaks of another breaks the protocol (docs/PROTOCOL.md, "Shared goals").
     */
    private void within(Peer peer, Hash topic, Consumer<GoalSet> action) {
        GoalSet goal = goals.get(topic);
        if (goal == null || !peer.takesPart(topic)) {
            scores.fault(peer, Fault.PROTOCOL_VIOLATION);
        } else {
            action.accept(goal);
        }
    }
}
