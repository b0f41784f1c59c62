package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.ian.core.crypto.Hash;
import network.ian.p2p.intake.Intake;
import network.ian.p2p.intake.IntakeListener;
import network.ian.p2p.intake.Result;
import network.ian.p2p.intake.Supplied;
import network.ian.p2p.ledger.GoalSet;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.port.Surroundings;
import network.ian.p2p.score.Fault;
import network.ian.p2p.score.Scoreboard;
import network.ian.p2p.wire.Message;

/** Spreads new contributions: pushed along a tree that repairs itself, announced to the rest. Owned by the protocol's thread. */
public final class Gossip implements IntakeListener {

    private static final long RECENT_BYTES = 16L << 20;
    private static final long RECENT_NANOS = 120_000_000_000L;

    private final Surroundings around;
    private final Entryway entryway;
    private final Blame blame;
    private final TreeRules rules;
    private final RecentEntries recent = new RecentEntries(RECENT_BYTES, RECENT_NANOS);
    private final Map<Hash, BroadcastTree> trees = new LinkedHashMap<>();
    private final List<Peer> peers = new ArrayList<>();

    public Gossip(Surroundings around, Intake intake, Scoreboard scores) {
        this(around, Entryway.of(intake), peer -> scores.fault(peer, Fault.NOT_SUPPLIED), TreeRules.STANDARD);
    }

    Gossip(Surroundings around, Entryway entryway, Blame blame, TreeRules rules) {
        this.around = around;
        this.entryway = entryway;
        this.blame = blame;
        this.rules = rules;
    }

    public void up(Peer peer) {
        peers.add(peer);
        trees.values().forEach(tree -> tree.up(peer));
    }

    /** A connected peer and this node have come to share a goal. */
    public void shares(Peer peer, GoalSet goal) {
        tree(goal).up(peer);
    }

    public void down(Peer peer) {
        peers.remove(peer);
        trees.values().forEach(tree -> tree.down(peer));
    }

    public void push(Peer from, GoalSet goal, Message.Push push) {
        tree(goal).push(from, push);
    }

    /** A {@code LAZY} or {@code LARGE} announcement. */
    public void announce(Peer from, GoalSet goal, Message.Announce announce) {
        tree(goal).announce(from, announce);
    }

    public void graft(Peer from, GoalSet goal, Message.Graft graft) {
        tree(goal).graft(from, graft);
    }

    public void prune(Peer from, GoalSet goal) {
        tree(goal).prune(from);
    }

    /** Entries from {@code firstOrdinal} on are new in the set, from whatever path; spreads those that clients brought. */
    public void grown(GoalSet goal, int firstOrdinal) {
        tree(goal).grown(firstOrdinal);
    }

    @Override
    public void judged(GoalSet goal, Supplied supplied, Result result) {
        tree(goal).judged(supplied, result);
    }

    /** Bytes held to answer peers from memory. */
    public long recentBytes() {
        return recent.bytes();
    }

    /** Ids announced but missing or being judged, over all goals. */
    public int wanted() {
        return trees.values().stream().mapToInt(tree -> tree.wanted().size()).sum();
    }

    BroadcastTree tree(GoalSet goal) {
        BroadcastTree known = trees.get(goal.topic());
        return known == null ? grow(goal) : known;
    }

    private BroadcastTree grow(GoalSet goal) {
        BroadcastTree tree = new BroadcastTree(goal, rules, around, entryway, recent, blame);
        trees.put(goal.topic(), tree);
        peers.forEach(tree::up);
        return tree;
    }
}
