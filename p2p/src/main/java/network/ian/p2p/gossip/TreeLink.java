package network.ian.p2p.gossip;

import java.util.LinkedHashSet;
import java.util.Set;
import network.ian.core.crypto.Hash;
import network.ian.p2p.peer.Peer;

/** What a goal's tree knows of one peer. An eager link is pushed over in both directions, a lazy one only announced over. */
final class TreeLink {

    private static final int RECORD_WINDOW = 64;
    private static final int RIVALRY_LENGTH = 24;
    private static final int DOUBTS_TO_DISTRUST = 4;

    private final Peer peer;
    private final Share duplicates = new Share(RECORD_WINDOW);
    private boolean eager = true;
    private boolean gone;
    private boolean replaced;
    private boolean pushedTo;
    private long pushedToNanos;
    private int firsts;
    private TreeLink rival;
    private int rivalFirsts;
    private int wins;
    private int doubts;
    private int wanted;
    private int loading;
    private final Set<Hash> unannounced = new LinkedHashSet<>();

    TreeLink(Peer peer) {
        this.peer = peer;
    }

    Peer peer() {
        return peer;
    }

    boolean eager() {
        return eager;
    }

    void eager(boolean becomes) {
        eager = becomes;
        replaced = false;
        pushedTo = false;
        rival = null;
    }

    /** Whether the peer has left; holders of an id are not searched for it then. */
    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /** A push over this link was the first copy of something that was then admitted. */
    void first() {
        firsts++;
        duplicates.count(false);
    }

    void duplicate() {
        duplicates.count(true);
    }

    /** A faster link was grafted in its place: the next duplicate shows that the other one works. */
    void replace() {
        replaced = true;
    }

    boolean replaced() {
        return replaced;
    }

    /** Something was pushed to the peer. Speaks for the link: a peer that brings little may be the way to many behind it. */
    void pushed(long nowNanos) {
        duplicates.count(false);
        if (!pushedTo) {
            pushedTo = true;
            pushedToNanos = nowNanos;
        }
    }

    /** Whether the link brought something new, or the peer has had the time to prune it and did not. */
    boolean proven(long nowNanos) {
        return firsts > 0
                || (pushedTo && nowNanos - pushedToNanos > 2 * peer.roundTrip().smoothedNanos());
    }

    /** Whether the link's record calls for pruning it: recent pushes over it were mostly duplicates. */
    boolean redundant(TreeRules rules) {
        return duplicates.cases() >= rules.pruneAfter() && duplicates.value() > rules.pruneShare();
    }

    /**
     * This peer announced clearly before {@code pusher} delivered. Only what comes over the pusher's link is compared: what goes
     * the other way tells nothing, but as latencies are the same both ways it gains as much from an exchange.
     *
     * @return whether that happened often enough to change places with it
     */
    boolean beats(TreeLink pusher, TreeRules rules) {
        if (!pusher.equals(rival) || pusher.firsts - rivalFirsts > RIVALRY_LENGTH) {
            rival = pusher;
            rivalFirsts = pusher.firsts - 1;
            wins = 0;
        }
        wins++;
        return wins >= rules.swapWins() && wins >= rules.swapShare() * (pusher.firsts - rivalFirsts);
    }

    /** The peer did not supply in time what it had announced. */
    void doubt() {
        doubts++;
    }

    void supplied() {
        doubts = Math.max(0, doubts - 1);
    }

    /** Whether several things that the peer announced were not supplied: others are asked first then. */
    boolean doubted() {
        return doubts >= DOUBTS_TO_DISTRUST;
    }

    /** Ids wanted because this peer was the first to announce them. */
    int wanted() {
        return wanted;
    }

    void wanted(int change) {
        wanted += change;
    }

    /** Entries being read from disk for this peer. */
    int loading() {
        return loading;
    }

    void loading(int change) {
        loading += change;
    }

    /** What is held here and will be announced to the peer soon; as many as one announcement has at most. */
    Set<Hash> unannounced() {
        return unannounced;
    }

    /** The peer shows that it holds an id: it need not be told of it. */
    void holds(Hash id) {
        unannounced.remove(id);
    }
}
