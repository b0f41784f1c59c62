package network.ian.p2p.finality;

import java.util.Optional;
import network.ian.core.crypto.Hash;
import network.ian.core.finality.ChainExchange.Tip;
import network.ian.p2p.peer.Peer;
import network.ian.p2p.wire.Head;

/** A peer, as one goal's finality knows it. Identity semantics. */
final class Member {

    private final Peer peer;
    private final Hash topic;
    private final Questions pages = new Questions();
    private final Questions lists = new Questions();
    private final Pause pagesPause = new Pause();
    private final Pause listsPause = new Pause();
    private Optional<Tip> tip = Optional.empty();
    private Optional<Tip> told = Optional.empty();
    private boolean judging;

    Member(Peer peer, Hash topic) {
        this.peer = peer;
        this.topic = topic;
    }

    Peer peer() {
        return peer;
    }

    /** Questions for pages of the chain. */
    Questions pages() {
        return pages;
    }

    /** Questions for ids of a prefix. */
    Questions lists() {
        return lists;
    }

    Pause pagesPause() {
        return pagesPause;
    }

    Pause listsPause() {
        return listsPause;
    }

    /** The tip that it told last. */
    Optional<Tip> tip() {
        return tip;
    }

    void tip(Optional<Tip> said) {
        tip = said;
    }

    /** Takes note that the peer is told {@code own}; false if it knows it. */
    boolean tells(Tip own) {
        boolean known =
                tip.filter(own::equals).isPresent() || told.filter(own::equals).isPresent();
        told = Optional.of(own);
        return !known;
    }

    /** Whether the peer named it last, or was told it last. */
    boolean knows(Tip own) {
        return tip.filter(own::equals).isPresent() || told.filter(own::equals).isPresent();
    }

    /** Whether a page of it is being verified. */
    boolean judging() {
        return judging;
    }

    void judging(boolean now) {
        judging = now;
    }

    /** Whether a page was asked for, or is being verified. */
    boolean busy() {
        return judging || pages.open();
    }

    /** Entries that it says it has frozen. */
    long frozenSize() {
        return peer.head(topic).map(Head::frozenSize).orElse(0L);
    }
}
