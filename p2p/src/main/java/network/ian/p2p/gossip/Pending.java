package network.ian.p2p.gossip;

import java.util.ArrayList;
import java.util.List;
import network.ian.core.crypto.Hash;

/** A contribution that is announced but missing, or that is being judged. */
final class Pending {

    /** Peers remembered as holding one contribution; each is asked at most once. */
    static final int MAX_HOLDERS = 16;

    private final Hash id;
    private final long sinceNanos;
    private final TreeLink announcer;
    private final List<TreeLink> holders = new ArrayList<>(4);
    private final List<TreeLink> asked = new ArrayList<>(0);
    private boolean large;
    private TreeLink pusher;
    private int hops;
    private long leadNanos;

    /** @param announcer who announced it first; null if it was pushed first */
    Pending(Hash id, TreeLink announcer, long nowNanos) {
        this.id = id;
        this.announcer = announcer;
        this.sinceNanos = nowNanos;
    }

    Hash id() {
        return id;
    }

    TreeLink announcer() {
        return announcer;
    }

    boolean large() {
        return large;
    }

    void isLarge() {
        large = true;
    }

    void heldBy(TreeLink link) {
        if (holders.size() < MAX_HOLDERS && !holders.contains(link)) {
            holders.add(link);
        }
    }

    boolean isHeldBy(TreeLink link) {
        return link.equals(pusher) || holders.contains(link);
    }

    /** A copy came in and is being judged. */
    void pushed(TreeLink by, int hopsSoFar, long nowNanos) {
        pusher = by;
        hops = hopsSoFar;
        leadNanos = announcer == null ? 0 : nowNanos - sinceNanos;
        heldBy(by);
    }

    /** The copy that was judged was no good; whoever else holds it can be asked. */
    void spoiled() {
        asked.add(pusher);
        pusher = null;
    }

    boolean beingJudged() {
        return pusher != null;
    }

    TreeLink pusher() {
        return pusher;
    }

    int hops() {
        return hops;
    }

    /** Nanoseconds between the first announcement and the first push; 0 if none came before the push. */
    long leadNanos() {
        return leadNanos;
    }

    /** The next holder to ask: those who kept their word before those who did not; null if all were asked. */
    TreeLink nextToAsk() {
        TreeLink next = null;
        for (TreeLink link : holders) {
            if (!link.gone() && !asked.contains(link) && (next == null || (next.doubted() && !link.doubted()))) {
                next = link;
            }
        }
        if (next != null) {
            asked.add(next);
        }
        return next;
    }

    /** Who was asked, in order. */
    List<TreeLink> asked() {
        return asked;
    }

    boolean wasAsked(TreeLink link) {
        return asked.contains(link);
    }

    boolean wasAsked() {
        return !asked.isEmpty();
    }

    /** Whether {@code link} is the one whose answer is waited for. */
    boolean waitsFor(TreeLink link) {
        return !beingJudged() && wasAsked() && asked.get(asked.size() - 1).equals(link);
    }
}
