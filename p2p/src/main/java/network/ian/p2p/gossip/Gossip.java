package network.ian.p2p.gossip;

import network.ian.p2p.intake.Intake;
import network.ian.p2p.intake.IntakeListener;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.wire.Message;

/** Spreads new contributions: pushed along a tree that repairs itself, announced to the rest. Owned by the protocol's thread. */
public final class Gossip implements IntakeListener {

    private final Surroundings around;
    private final Intake intake;

    public Gossip(Surroundings around, Intake intake) {
        this.around = around;
        this.intake = intake;
    }

    public void up(Peer peer) {}

    public void down(Peer peer) {}

    public void push(Peer from, GoalSet goal, Message.Push push) {
        intake.offer(
                goal,
                new Supplied(
                        push.entry(), from, null, push.hops(), around.ticker().nanos()));
    }

    /** A {@code LAZY} or {@code LARGE} announcement. */
    public void announce(Peer from, GoalSet goal, Message.Announce announce) {}

    public void graft(Peer from, GoalSet goal, Message.Graft graft) {}

    public void prune(Peer from, GoalSet goal) {}

    /** Entries from {@code firstOrdinal} on are new in the set, from whatever path; spreads those that clients brought. */
    public void grown(GoalSet goal, int firstOrdinal) {}

    @Override
    public void judged(GoalSet goal, Supplied supplied, Result result) {}
}
